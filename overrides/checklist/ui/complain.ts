/** Say beside a field what's wrong with it, or take that back. */

/** @param text empty when nothing is wrong */
export function complain(input: HTMLInputElement | HTMLTextAreaElement, text: string) {
  const place = document.getElementById(`${input.id}-error`);
  if (!place) return;
  place.textContent = text;
  place.hidden = !text;
  if (text) input.setAttribute("aria-invalid", "true");
  else input.removeAttribute("aria-invalid");
}
