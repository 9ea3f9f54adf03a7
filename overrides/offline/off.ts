/**
 * In place of the service worker where a site goes without one: it takes away what the old one kept of
 * the site, and itself. What a person has entered is in other stores, and stays.
 */

const worker = self as unknown as ServiceWorkerGlobalScope;
const OURS = `after-the-interview:${worker.registration.scope}:`;

worker.addEventListener("install", () => void worker.skipWaiting());
worker.addEventListener("activate", (event) => event.waitUntil(leave()));

async function leave() {
  const names = (await caches.keys()).filter((name) => name.startsWith(OURS));
  await Promise.all(names.map((name) => caches.delete(name)));
  await worker.registration.unregister();
}
