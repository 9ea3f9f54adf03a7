/** The site without a network: registers the service worker, and tells when a new version of the site is ready. */

const address = document.querySelector('meta[name="service-worker"]')?.getAttribute("content");
const place = document.querySelector("#update");

if (address && navigator.serviceWorker) {
  // Python goes first: what is kept for another day can wait.
  if (document.readyState === "complete") whenPythonIsThere(start);
  else addEventListener("load", () => whenPythonIsThere(start));
}

function whenPythonIsThere(act: () => void) {
  const isBusy = () => document.documentElement.dataset.engine === "loading";
  if (!isBusy()) return act();
  const observer = new MutationObserver(() => {
    if (isBusy()) return;
    observer.disconnect();
    act();
  });
  observer.observe(document.documentElement, { attributeFilter: ["data-engine"] });
}

async function start() {
  try {
    const registration = await navigator.serviceWorker.register(address as string);
    let isFirst = !navigator.serviceWorker.controller;
    const look = () => registration.waiting && !isFirst && offer(registration.waiting);
    const follow = () => registration.installing?.addEventListener("statechange", look);
    look();
    // One that the browser has found by itself may be under way already.
    follow();
    registration.addEventListener("updatefound", follow);
    navigator.serviceWorker.addEventListener("controllerchange", () => {
      // The first one takes over a page that it has just been made from: nothing is new.
      if (!isFirst) tell();
      isFirst = false;
    });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState !== "visible") return;
      look();
      registration.update().catch(() => {});
    });
  } catch {
    // A private window, or a browser that forbids it: everything works, but only with a network.
  }
}

let isAsked = false;

function offer(waiting: ServiceWorker) {
  show("A new version of this site is ready.", "Use it now", () => {
    isAsked = true;
    waiting.postMessage("activate");
  });
}

/** The new version is in use; this page is still of the old one. */
function tell() {
  if (isAsked) location.reload();
  else show("A new version of this site is in use.", "Reload this page", () => location.reload());
}

function show(text: string, label: string, act: () => void) {
  if (!place) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button--plain";
  button.textContent = label;
  button.addEventListener("click", act);
  const words = document.createElement("p");
  words.textContent = text;
  place.replaceChildren(words, button);
}
