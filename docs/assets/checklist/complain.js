/** Says beside a field what is wrong with it, or takes that back. */

/**
 * @param {HTMLInputElement | HTMLTextAreaElement} input
 * @param {string} text empty when nothing is wrong
 */
export function complain(input, text) {
  const place = document.getElementById(`${input.id}-error`);
  if (!place) return;
  place.textContent = text;
  place.hidden = !text;
  if (text) input.setAttribute("aria-invalid", "true");
  else input.removeAttribute("aria-invalid");
}
