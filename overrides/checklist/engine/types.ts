/** What the engine answers, and how far it has come. */

export type Fault = { path: string; reason: string };
export type Reply = { ok: true; [key: string]: unknown } | { ok: false; faults: Fault[] };

export type EngineState = "idle" | "loading" | "ready" | "failed";
