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
    __md_set(KEY, { color: { scheme: isDark ? "slate" : "default" } });
    show(isDark);
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
  body.dataset.mdColorScheme = isDark ? "slate" : "default";
  if (button) name(button);
}

/** It says what it does next. */
function name(button: HTMLButtonElement) {
  const other = body.dataset.mdColorScheme === "slate" ? "light" : "dark";
  button.title = `Switch to the ${other} theme`;
}

export {};
