/**
 * The service worker: the site without a network, and never two versions of it mixed.
 *
 * Each version has one cache. It is filled with the shell (pages, styles, scripts) at install, and with
 * the runtime (Python and what it needs) once the checklist has been opened; every file is taken only if it
 * is, by its SHA-256, what this version was built with, and from an older version's cache where
 * it is there. Pages come from the cache alone, for as long as the browser keeps it. A new version
 * waits until the person asks for it, or has left every page of the old one.
 *
 * Time zones and public holidays are kept as they are used, and asked for anew by the next version.
 */

import files from "offline/files.json";

const worker = self as unknown as ServiceWorkerGlobalScope;

// All sites of one owner may share an origin: what is ours begins with our name and our place.
const OURS = `after-the-interview:${worker.registration.scope}:`;
const NAME = OURS + files.version;
const root = worker.registration.scope;
/** What Python begins with at the next visit. It belongs to the page, which knows by itself when it's of no use. */
const SNAPSHOT = `${OURS}snapshot`;
const { shell, runtime } = files;
const isData = /^(zoneinfo|holidays)\//;
/** Stands in the cache once the runtime is in it. */
const KEPT = "kept-runtime";
/** Stands in the cache once its version has been in use, and says its turn. */
const USED = "used";
/** How long a file of a few kilobytes may hold up a new version, in milliseconds. */
const DATA_LIMIT = 10_000;

/** Under which name a file of this version is kept: another content has another name. */
function keyOf(path: string, seal: string) {
  return `${root}${path}?sha256=${seal}`;
}

worker.addEventListener("install", (event) => event.waitUntil(install()));

async function install() {
  const cache = await caches.open(NAME);
  const older = await olderCaches();
  await keepAll(cache, older, shell);
  const used = await Promise.all(older.map((each) => each.match(`${root}${KEPT}`)));
  if (used.some(Boolean)) await keepRuntime(cache, older);
  await keepData(cache, older);
}

async function olderNames() {
  return (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== NAME && name !== SNAPSHOT);
}

async function olderCaches() {
  return Promise.all((await olderNames()).map((name) => caches.open(name)));
}

async function keepAll(cache: Cache, older: Cache[], wanted: Record<string, string>) {
  await Promise.all(Object.entries(wanted).map(([path, seal]) => keep(cache, older, path, seal)));
}

/** Put one file into the cache. Throws where the site has another one by that name: it is then of another version. */
async function keep(cache: Cache, older: Cache[], path: string, seal: string) {
  const key = keyOf(path, seal);
  if (await cache.match(key)) return;
  for (const each of older) {
    const known = await each.match(key);
    if (known) {
      await cache.put(key, known);
      return;
    }
  }
  const response = await fetched(path);
  const body = await response.arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  const found = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  if (found !== seal) throw new Error(`${path} is of another version`);
  const headers = new Headers(response.headers);
  // The body is unpacked by now.
  for (const name of ["Content-Encoding", "Content-Length"]) headers.delete(name);
  await cache.put(key, new Response(body, { headers }));
}

/** A file of the site as it is now. The browser's own cache will do for what is named by its content. */
async function fetched(path: string, signal: AbortSignal | null = null) {
  const response = await fetch(root + path, {
    signal,
    cache: path.startsWith("assets/") ? "default" : "no-cache",
    credentials: "omit",
  });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response;
}

async function keepRuntime(cache: Cache, older: Cache[]) {
  if (await cache.match(`${root}${KEPT}`)) return;
  await keepAll(cache, older, runtime);
  await cache.put(`${root}${KEPT}`, new Response(""));
}

/**
 * The zones and holidays that the older version has used, as the site has them now. One that is gone, or that there is
 * no room for, does not keep anybody from the new version.
 */
async function keepData(cache: Cache, older: Cache[]) {
  const known = (await Promise.all(older.map((each) => each.keys()))).flat();
  const paths = new Set(
    known.map(({ url }) => url.slice(root.length)).filter((path) => isData.test(path) && !path.includes("?")),
  );
  for (const path of paths) {
    try {
      await cache.put(root + path, await fetched(path, AbortSignal.timeout(DATA_LIMIT)));
    } catch {
      // Whoever uses it the next time asks for it anew.
    }
  }
}

worker.addEventListener("activate", (event) => event.waitUntil(activate()));

async function activate() {
  // The version in use before this one is kept: a page of it may still be open, and fetch a script of its own.
  const names = await olderNames();
  const turns = await Promise.all(
    names.map(async (name) => Number(await (await (await caches.open(name)).match(`${root}${USED}`))?.text())),
  );
  const latest = Math.max(0, ...turns.filter(Boolean));
  const last = names[turns.indexOf(latest)];
  await Promise.all(names.filter((name) => name !== last).map((name) => caches.delete(name)));
  const cache = await caches.open(NAME);
  await cache.put(`${root}${USED}`, new Response(String(latest + 1))).catch(() => {});
  await worker.clients.claim();
}

worker.addEventListener("message", (event) => {
  if (event.data === "activate") void worker.skipWaiting();
  if (Array.isArray(event.data?.keep)) {
    // One after the other, or each would fetch all of Python.
    keeping = keeping.then(() => keepUsed(event.data.keep));
    event.waitUntil(keeping);
  }
});

let keeping = Promise.resolve();

/** The checklist has been opened: keep Python, and the data it has asked for. */
async function keepUsed(urls: string[]) {
  try {
    const cache = await caches.open(NAME);
    await keepRuntime(cache, []);
    for (const url of urls) {
      const path = url.startsWith(root) ? url.slice(root.length) : "";
      if (isData.test(path) && !runtime[path] && !(await cache.match(url))) await cache.put(url, await fetched(path));
    }
  } catch {
    // The network is away, or storage is full: the next visit tries again.
  }
}

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || !url.href.startsWith(root)) return;
  const path = `${url.origin}${url.pathname}`.slice(root.length);
  event.respondWith(answer(event, pageOf(path)));
});

/** The file that an address stands for. */
function pageOf(path: string) {
  if (path.endsWith("/index.html") || path === "index.html") return path.slice(0, -"index.html".length);
  return path;
}

async function answer(event: FetchEvent, path: string) {
  const { request } = event;
  // Where the cache itself cannot be had, there is still the network.
  const kept = await keptFile(request, path).catch(() => undefined);
  if (kept) return kept;
  if (request.mode === "navigate" && shell[`${path}/`]) return Response.redirect(`${root}${path}/`);
  try {
    const response = await fetch(request);
    if (isData.test(path) && response.ok) event.waitUntil(putData(path, response.clone()).catch(() => {}));
    return response;
  } catch (error) {
    const page = request.mode === "navigate" ? await keptFile(request, "404.html").catch(() => undefined) : undefined;
    if (page) return page;
    throw error;
  }
}

async function keptFile(request: Request, path: string) {
  const cache = await caches.open(NAME);
  const seal = shell[path] ?? runtime[path];
  if (seal) return cache.match(keyOf(path, seal));
  // Whoever found a data file wrong asks for it anew.
  if (isData.test(path)) return request.cache === "reload" ? undefined : cache.match(root + path);
  return olderFile(path);
}

async function putData(path: string, response: Response) {
  await (await caches.open(NAME)).put(root + path, response);
}

/** A script or style of the version before, whose page is still open; its name changes with what it holds. */
async function olderFile(path: string) {
  if (!path.startsWith("assets/")) return undefined;
  for (const each of await olderCaches()) {
    const known = await each.match(root + path, { ignoreSearch: true });
    if (known) return known;
  }
  return undefined;
}
