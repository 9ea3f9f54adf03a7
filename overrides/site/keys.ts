/**
 * Single keys: those that a page's elements ask for with `data-key`, and the theme's own, once its script is there.
 * All of them can be switched off, for those who speak to their device or press keys by chance.
 */

const SWITCH = "after-the-interview:keys";

const dialog = document.querySelector<HTMLDialogElement>("#keys");
const box = document.querySelector<HTMLInputElement>("[data-keys-on]");
let isOn = true;
try {
  isOn = localStorage.getItem(SWITCH) !== "off";
} catch {
  // Where nothing is kept they're on.
}

// Before the theme, which listens to the window.
document.addEventListener("keydown", pressed);
document.querySelector("[data-keys]")?.addEventListener("click", () => {
  if (box) box.checked = isOn;
  dialog?.showModal();
});
box?.addEventListener("change", () => {
  isOn = box.checked;
  try {
    if (isOn) localStorage.removeItem(SWITCH);
    else localStorage.setItem(SWITCH, "off");
  } catch {
    // It holds until the page is left.
  }
});

function pressed(event: KeyboardEvent) {
  const { key, target } = event;
  const isCharacter = key.length === 1 && key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey;
  const isTyping =
    target instanceof Element && target.closest("input:not([type=checkbox], [type=radio]), textarea, select");
  // An open search takes what's typed.
  if (!isCharacter || isTyping || document.querySelector("[data-md-toggle=search]:checked")) return;
  const isAway = document.querySelector("dialog[open]") !== null;
  const wanted = document.querySelector<HTMLElement>(`[data-key~="${CSS.escape(key)}"]:not([hidden])`);
  if (!isOn || isAway || wanted) event.stopPropagation();
  if (!isOn || isAway || !wanted) return;
  event.preventDefault();
  // A key that's held down, or pressed twice, isn't meant for what has just appeared.
  if (event.repeat || wanted.closest(".is-settling:not(body)")) return;
  // So that a dialog which it opens gives the focus back to it.
  wanted.focus({ preventScroll: true });
  wanted.click();
}
