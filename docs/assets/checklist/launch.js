/**
 * Launches the worker. Its first lines ask for everything at once and let the browser compile
 * WebAssembly while it arrives, so that on a slow line nothing waits for anything else.
 */

/** @typedef {{worker: string, wasm: string, stdlib: string, wheel: string}} Urls */
/** @typedef {{worker: Worker, heard: MessageEvent[]}} Launched */

/**
 * The addresses of the runtime's parts, as the page's head gives them.
 * @returns {Urls}
 */
export function runtimeUrls() {
  const address = (/** @type {string} */ name) => {
    const meta = document.querySelector(`meta[name="checklist-${name}"]`);
    return new URL(meta?.getAttribute("content") ?? "", document.baseURI).href;
  };
  return { worker: address("worker"), wasm: address("wasm"), stdlib: address("stdlib"), wheel: address("wheel") };
}

/**
 * Throws where the browser allows no worker.
 * @param {Urls} urls
 * @returns {Launched}
 */
export function launch(urls) {
  // From a blob the worker is governed by the page's own Content-Security-Policy.
  const code = `
    const urls = ${JSON.stringify(urls)};
    const first = fetch(urls.worker).then((response) => response.arrayBuffer());
    const next = (url) => first.then(() => fetch(url));
    const early = { urls, wasm: WebAssembly.compileStreaming(next(urls.wasm)), stdlib: next(urls.stdlib), wheel: next(urls.wheel) };
    for (const part of [early.wasm, early.stdlib, early.wheel]) part.catch((error) => postMessage({ failed: String(error) }));
    self.early = early;
    first.then(() => import(urls.worker)).catch((error) => postMessage({ failed: String(error) }));`;
  const url = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
  const worker = new Worker(url, { type: "module" });
  /** @type {Launched} */
  const launched = { worker, heard: [] };
  // Whoever takes the worker over sets onmessage; until then what it says is kept.
  worker.onmessage = (event) => launched.heard.push(event);
  return launched;
}
