/**
 * Joins the two halves of Pyodide's WebAssembly; checklist_py/build/halves/ makes them and says how they work together.
 * The second is fetched in a quiet moment, or at once when one of its functions is called.
 */

/** What's between the halves is exported under names that begin with this. Pyodide doesn't see it. */
const OURS = "halves.";

/** A module that does nothing but pass a function through: (module (import "" "" (func)) (export "f" (func 0))) */
const THROUGH = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 2, 5, 1, 0, 0, 0, 0, 7, 5, 1, 1, 102, 0, 0];

/**
 * The first half as Pyodide wants the whole.
 * @param second gives the second half, the first time that one of its functions is called
 */
export function joined(
  first: WebAssembly.Instance,
  imports: WebAssembly.Imports,
  second: () => WebAssembly.Module,
): WebAssembly.Instance {
  const all = Object.entries(first.exports);
  const shared = Object.fromEntries(all.filter(([name]) => name.startsWith(OURS)));
  const load = () => {
    new WebAssembly.Instance(second(), { ...imports, halves: shared });
    (shared["halves.loaded"] as WebAssembly.Global).value = 1;
  };
  // A table takes WebAssembly's functions alone.
  const through = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(THROUGH)), { "": { "": load } });
  (shared["halves.table"] as WebAssembly.Table).set(0, through.exports.f);
  return { exports: Object.fromEntries(all.filter(([name]) => !name.startsWith(OURS))) };
}

/** Where the second half comes from. */
export function makeSecond(url: string) {
  const quiet = new AbortController();
  let ready: WebAssembly.Module | undefined;

  return {
    /** Fetch and compile it while nobody waits. Without a network it's fetched when it's needed. */
    async quietly() {
      try {
        const response = await fetch(url, { priority: "low", signal: quiet.signal });
        if (response.ok) ready = await WebAssembly.compile(await response.arrayBuffer());
      } catch {
        // Nobody has asked for it yet.
      }
    },
    /** The second half, now: everything waits meanwhile. Throws when it can't be had. */
    atOnce() {
      if (ready) return ready;
      // The same file on its way already could stand in this one's: it's read by this worker, which waits.
      quiet.abort();
      const request = new XMLHttpRequest();
      request.open("GET", url, false);
      request.responseType = "arraybuffer";
      request.send();
      if (request.status !== 200) throw new Error(`${url}: ${request.status}`);
      return new WebAssembly.Module(request.response);
    },
  };
}
