/** Small helpers for the page. Text enters the document by textContent alone. */

/** Find an element that has to be there. */
export function find<T extends Element = HTMLElement>(selector: string, root: ParentNode = document): T {
  const found = root.querySelector(selector);
  if (!found) throw new Error(`the page has no ${selector}`);
  return found as unknown as T;
}

/** An element's text and its attributes. What's false or undefined is left out. */
type Attributes = { text?: string; [name: string]: string | number | boolean | undefined };
type Child = Node | string | false | null | undefined;

/** Make an element with attributes, a text and children; what's empty among these is left out. */
export function make<T extends keyof HTMLElementTagNameMap>(tag: T, attributes: Attributes = {}, ...children: Child[]) {
  return prepared(document.createElement(tag), attributes, children);
}

/** The same for a part of a picture. */
export function makeSvg(tag: string, attributes: Attributes = {}, ...children: Child[]) {
  return prepared(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function prepared<T extends Element>(made: T, { text, ...attributes }: Attributes, children: Child[]) {
  for (const [name, value] of Object.entries(attributes))
    if (value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : String(value));
  if (text) made.textContent = text;
  for (const child of children) if (child) made.append(child);
  return made;
}

/** @param variant a modifier of the class `button` */
export function button(text: string, variant: string, pressed: () => void) {
  const made = make("button", { type: "button", class: `button button--${variant}`, text });
  made.addEventListener("click", pressed);
  return made;
}

/** Where an address leads, as the browser reads it; empty for one that isn't https. */
export function hostOf(url: string) {
  try {
    const { protocol, host } = new URL(url);
    return protocol === "https:" ? host : "";
  } catch {
    return "";
  }
}

/** Set a data attribute, or remove it for null. */
export function setData(element: HTMLElement, name: string, value: string | null) {
  if (value === null) delete element.dataset[name];
  else if (element.dataset[name] !== value) element.dataset[name] = value;
}

export function setText(element: HTMLElement, text: string) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * How long something that has just appeared under a finger ignores a press, in milliseconds: as long as a double tap
 * takes.
 */
const SETTLING = 500;
const settling: WeakMap<Element, ReturnType<typeof setTimeout>> = new WeakMap();

/**
 * Ignore presses on something new for a moment: a second tap was meant for what was there before. The keyboard isn't
 * held up, as its focus has moved on.
 */
export function settle(element: Element) {
  clearTimeout(settling.get(element));
  element.classList.add("is-settling");
  // A timer, as an animation that shows nothing was seen never to end.
  settling.set(
    element,
    setTimeout(() => element.classList.remove("is-settling"), SETTLING),
  );
}

/** Scroll to an element, without motion for whoever asks for less of it. */
export function bringIntoView(element: Element, block: "start" | "center") {
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  element.scrollIntoView({ block, behavior: isStill ? "auto" : "smooth" });
}

/**
 * Do something once what was pressed is on screen: a tick shows at once, and what follows from it a frame later.
 * Returns whether it's still to be done.
 */
export function afterPaint(act: () => void) {
  // A page that's out of sight paints nothing.
  if (document.hidden) act();
  else requestAnimationFrame(() => setTimeout(act));
  return !document.hidden;
}

/** What each place was last drawn from. */
const drawnFrom: WeakMap<Element, string> = new WeakMap();

/**
 * Fill a place anew only where it would say something else than it does: what has the focus keeps it.
 * @param from all that what is drawn depends on, as JSON can hold it
 */
export function drawnOnce(place: Element, from: unknown, draw: () => (Node | string)[]) {
  const text = JSON.stringify(from);
  if (drawnFrom.get(place) === text) return;
  drawnFrom.set(place, text);
  const pressables = () => [...place.querySelectorAll<HTMLElement>("button, a")];
  const focused = place.contains(document.activeElement) ? (document.activeElement as HTMLElement) : null;
  const at = focused ? pressables().indexOf(focused) : -1;
  place.replaceChildren(...draw());
  if (at < 0) return;
  // What opens an application stays that application's, wherever it comes to stand.
  const same = pressables().find(({ dataset }) => dataset.open && dataset.open === focused?.dataset.open);
  (same ?? pressables().at(at))?.focus({ preventScroll: true });
}
