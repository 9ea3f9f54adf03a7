/** What the bundler puts in: Pyodide's own files, the lock of the rules' wheel, and the seal of what draws QR codes. */

declare module "python-runtime/pyodide.asm.js";

declare module "python-runtime/pyodide.mjs" {
  /** Python's own, until they're let go. */
  type Bytes = { toJs(): Uint8Array; destroy(): void };
  export type Python = {
    runPython(code: string): unknown;
    pyimport(name: "checklist_py.bridge"): { answer: (request: string) => Bytes };
    FS: { writeFile(path: string, data: Uint8Array): void };
    makeMemorySnapshot(): Uint8Array;
    _api: { config: { _loadSnapshot?: Uint8Array } };
  };
  export function loadPyodide(options: object): Promise<Python>;
}

declare module "rules/pyodide-lock.json" {
  const lock: { packages: Record<"checklist-py", { file_name: string; sha256: string }> };
  export default lock;
}

declare module "codes/codes.json" {
  const codes: { file: string; sha256: string };
  export default codes;
}
