/** Small helpers for the page. Text enters the document by textContent alone. */

/**
 * Find one element that must be there.
 * @template {Element} [T=HTMLElement]
 * @param {string} selector
 * @param {ParentNode} [root]
 * @returns {T}
 */
export function find(selector, root = document) {
  const found = root.querySelector(selector);
  if (!found) throw new Error(`the page has no ${selector}`);
  return /** @type {T} */ (/** @type {unknown} */ (found));
}

/**
 * Make an element with a class, a text and children.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {{class?: string, text?: string}} [options]
 * @param {...Node} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function make(tag, options = {}, ...children) {
  const made = document.createElement(tag);
  if (options.class) made.className = options.class;
  if (options.text !== undefined) made.textContent = options.text;
  made.append(...children);
  return made;
}

/**
 * @param {string} text
 * @param {string} kind a modifier of the class `button`
 * @param {() => void} pressed
 */
export function button(text, kind, pressed) {
  const made = make("button", { class: `button button--${kind}`, text });
  made.type = "button";
  made.addEventListener("click", pressed);
  return made;
}

/**
 * Set a data attribute, or remove it for null.
 * @param {HTMLElement} element
 * @param {string} name
 * @param {string | null} value
 */
export function setData(element, name, value) {
  if (value === null) delete element.dataset[name];
  else if (element.dataset[name] !== value) element.dataset[name] = value;
}

/**
 * @param {HTMLElement} element
 * @param {string} text
 */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** How long what has just come under a finger takes no press, in milliseconds: as long as a second tap takes. */
const SETTLING = 500;
/** @type {WeakMap<Element, ReturnType<typeof setTimeout>>} */
const settling = new WeakMap();

/**
 * Let what has changed settle: a second press, meant for what stood there before, goes nowhere. The keyboard is not
 * held up, as its focus does not stay where it was.
 * @param {Element} element
 */
export function settle(element) {
  clearTimeout(settling.get(element));
  element.classList.add("is-settling");
  // A timer: an animation that shows nothing was seen not to end.
  settling.set(element, setTimeout(() => element.classList.remove("is-settling"), SETTLING));
}

/**
 * Scroll to an element, without motion for whoever asks for less of it.
 * @param {Element} element
 * @param {"start" | "center"} block
 */
export function bringIntoView(element, block) {
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  element.scrollIntoView({ block, behavior: isStill ? "auto" : "smooth" });
}
