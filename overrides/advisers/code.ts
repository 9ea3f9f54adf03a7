/** A QR code, drawn in the page and as a picture. Python has laid it out, with the quiet zone around it. */

import { makeSvg } from "../checklist/ui/dom.ts";

export type Code = { size: number; d: string };

/** As wide as a printer needs it, in pixels at least. */
const WIDE = 1_200;

export function drawCode({ size, d }: Code) {
  return makeSvg(
    "svg",
    { viewBox: `0 0 ${size} ${size}`, role: "img", "aria-label": "QR code of the link" },
    makeSvg("path", { d }),
  );
}

/** A picture with whole pixels for each module. */
export function pngOf({ size, d }: Code): Promise<Blob | null> {
  const scale = Math.ceil(WIDE / size);
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = size * scale;
  const pen = canvas.getContext("2d");
  if (!pen) return Promise.resolve(null);
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = "#000";
  pen.scale(scale, scale);
  pen.fill(new Path2D(d));
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}
