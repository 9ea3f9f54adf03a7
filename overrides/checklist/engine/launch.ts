/**
 * Launches the worker, with everything it needs asked for at once, and WebAssembly compiled while
 * it arrives, so that on a slow line nothing waits for anything else.
 */

export type Urls = { worker: string; wasm: string; stdlib: string; wheel: string; codes: string };
export type Launched = { worker: Worker; heard: MessageEvent[] };

/** The addresses of the runtime's parts, as the page's head gives them. */
export function runtimeUrls(): Urls {
  const address = (name: string) => {
    const meta = document.querySelector(`meta[name="checklist-${name}"]`);
    return new URL(meta?.getAttribute("content") ?? "", document.baseURI).href;
  };
  return {
    worker: address("worker"),
    wasm: address("wasm"),
    stdlib: address("stdlib"),
    wheel: address("wheel"),
    codes: address("codes"),
  };
}

/** Throws where the browser allows no worker. */
export function launch(urls: Urls): Launched {
  // The largest part sets out first, from the page: a worker takes a while to be there at all.
  const wasm = compiled(urls.wasm);
  // From a blob the worker is governed by the page's own Content-Security-Policy.
  const code = `
    const urls = ${JSON.stringify(urls)};
    const wasm = new Promise((resolve) => addEventListener("message", ({ data }) => resolve(data.wasm), { once: true }));
    self.early = { urls, wasm, stdlib: fetch(urls.stdlib), wheel: fetch(urls.wheel) };
    for (const part of [self.early.stdlib, self.early.wheel, import(urls.worker)])
      part.catch((error) => postMessage({ failed: String(error) }));`;
  const url = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
  const worker = new Worker(url, { type: "module" });
  const launched: Launched = { worker, heard: [] };
  // Whoever takes the worker over sets onmessage; until then what it says is kept.
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
  // A host that does not know the type of the file gets it compiled all the same, once it is whole.
  return isTyped || !response.ok
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
}
