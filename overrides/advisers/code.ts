/** A QR code, drawn in the page and as a file. Python has laid it out, with the quiet zone around it. */

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

/** An SVG file's text: white below, so that it reads on any ground. */
export function svgOf({ size, d }: Code) {
  const box = `<path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${d}"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges">${box}</svg>\n`;
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
