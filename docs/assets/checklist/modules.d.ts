/** What the bundler puts in: Pyodide's own files, and the lock of the rules' wheel. */

declare module "python-runtime/pyodide.asm.js";

declare module "python-runtime/pyodide.mjs" {
  export function loadPyodide(options: object): Promise<{
    runPython(code: string): unknown;
    pyimport(name: string): { handle: (request: string) => string };
  }>;
}

declare module "rules/pyodide-lock.json" {
  const lock: { packages: Record<"checklist-py", { file_name: string; sha256: string }> };
  export default lock;
}
