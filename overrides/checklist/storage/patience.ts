/** How long the storage, or another tab, may take until the page goes on without it, in milliseconds. */
export const PATIENCE = 4_000;

/** Rejects after a while, for what may never end. */
export function late(): Promise<never> {
  return new Promise((_, reject) =>
    AbortSignal.timeout(PATIENCE).addEventListener("abort", () => reject(new Error("the storage does not answer"))),
  );
}
