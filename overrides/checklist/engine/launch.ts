/**
 * Launches the worker. Everything it needs is asked for at once, and WebAssembly is compiled as it arrives, so that on
 * a slow line nothing waits for anything else.
 */

const PARTS = ["worker", "wasm", "second", "stdlib", "wheel", "codes"] as const;
export type Urls = Record<(typeof PARTS)[number], string>;
/** What a worker is for: to answer, beginning with a snapshot if there's one, or without; or to make one. */
export type Purpose = "usual" | "afresh" | "snapshot";
export type Launched = { worker: Worker; heard: MessageEvent[] };

/** Where a part of the checklist is, from the page's head. */
export function addressOf(name: string) {
  const meta = document.querySelector(`meta[name="checklist-${name}"]`);
  return new URL(meta?.getAttribute("content") ?? "", document.baseURI).href;
}

/** Where the runtime's parts are. */
export function runtimeUrls() {
  return Object.fromEntries(PARTS.map((name) => [name, addressOf(name)])) as Urls;
}

/** Throws where the browser allows no worker. */
export function launch(urls: Urls, purpose: Purpose = "usual"): Launched {
  // The largest part first, and from here: a worker takes a while to start.
  const wasm = compiled(urls.wasm);
  // A worker from a blob has the page's own Content-Security-Policy.
  const code = `
    const urls = ${JSON.stringify(urls)};
    const wasm = new Promise((resolve) => addEventListener("message", ({ data }) => resolve(data.wasm), { once: true }));
    self.early = { urls, purpose: "${purpose}", wasm, stdlib: fetch(urls.stdlib), wheel: fetch(urls.wheel) };
    for (const part of [self.early.stdlib, self.early.wheel, import(urls.worker)])
      part.catch((error) => postMessage({ failed: String(error) }));`;
  const url = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
  const worker = new Worker(url, { type: "module" });
  const launched: Launched = { worker, heard: [] };
  // Keep what it says until somebody takes it over and sets onmessage.
  worker.onmessage = (event) => launched.heard.push(event);
  const fail = (error: unknown) =>
    worker.dispatchEvent(new MessageEvent("message", { data: { failed: String(error) } }));
  worker.onerror = (event) => fail(event.message);
  wasm.then((module) => worker.postMessage({ wasm: module })).catch(fail);
  return launched;
}

async function compiled(url: string) {
  const response = await fetch(url, { priority: "low" });
  const isTyped = response.headers.get("Content-Type")?.startsWith("application/wasm");
  // Some hosts don't know the file's type: then it's compiled once it's all there.
  return isTyped || !response.ok
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
}
