/**
 * Light or dark: as the device has it, until somebody chooses. The choice is kept as the theme would keep it, and is read
 * by a line in the header before the first paint.
 */

declare const __md_get: (key: string) => unknown;
declare const __md_set: (key: string, value: object) => void;

const KEY = "__palette";
const { body } = document;
const button = document.querySelector<HTMLButtonElement>("[data-switch-theme]");
const device = matchMedia("(prefers-color-scheme: dark)");

if (button) {
  button.hidden = false;
  name(button);
  button.addEventListener("click", () => {
    const isDark = body.dataset.mdColorScheme !== "slate";
    show(isDark);
    try {
      __md_set(KEY, { index: Number(isDark), color: { scheme: body.dataset.mdColorScheme } });
    } catch {
      // It holds until the page is left.
    }
  });
}

device.addEventListener("change", () => isChosen() || show(device.matches));

function isChosen() {
  try {
    return __md_get(KEY) !== null;
  } catch {
    // Nothing can be kept here.
    return false;
  }
}

function show(isDark: boolean) {
  // Colours change at once: the theme's styles know this, and hold transitions back while it's there.
  body.dataset.mdColorSwitching = "";
  body.dataset.mdColorScheme = isDark ? "slate" : "default";
  getComputedStyle(body).color;
  delete body.dataset.mdColorSwitching;
  if (button) name(button);
}

/** It says what it does next. */
function name(button: HTMLButtonElement) {
  const other = body.dataset.mdColorScheme === "slate" ? "light" : "dark";
  button.title = `Switch to the ${other} theme`;
}

export {};
