/**
 * The worker's life. A start goes through stages, each within a time limit. A worker that has been ready and then dies
 * or falls silent is replaced once; one that doesn't start isn't, as the next would fail the same way. One that began
 * with a snapshot and hasn't answered yet is replaced by one that begins without. Then the engine is `failed` until someone asks it to
 * try again. One question is asked at a time; of those that wait only the latest on each subject is kept, as nobody
 * needs an older plan.
 */

import { unfit } from "../record/guard.ts";
import type { Answers, Asked, Reply } from "./answers.ts";
import { type Launched, launch, type Purpose, runtimeUrls } from "./launch.ts";

export type EngineState = "idle" | "loading" | "ready" | "failed";
type Question = { subject: string; request: string; resolve: (reply: never) => void; reject: (error: Error) => void };
/** What the worker says: a stage of its start, a failure, or an answer. */
type Said = { stage?: string; failed?: string; id?: number; reply?: string };

/** How long one stage of the start may take. A slow phone on a very slow network needs most of it. */
const STAGE_LIMIT = 180_000;
/** Many times what 500 applications need on a slow phone, or a start from a snapshot. */
const ANSWER_LIMIT = 20_000;
const RESTARTS = 1;

export type Engine = ReturnType<typeof makeEngine>;

export function makeEngine(changed: (state: EngineState) => void) {
  let state: EngineState = "idle";
  let worker: Worker | null = null;
  let current: Question | null = null;
  /** What waits, the latest on each subject. */
  const waiting: Map<string, Question> = new Map();
  let restarts = 0;
  let isRestored = false;
  let id = 0;
  let watchdog: ReturnType<typeof setTimeout> | undefined;

  return {
    get state() {
      return state;
    },
    /** Start, or start again after a failure. */
    start() {
      restarts = 0;
      launchWorker();
    },
    ask,
  };

  /** Ask Python. Rejects when the engine fails, or a newer request took this one's place. */
  function ask<Op extends keyof Answers>(asked: Asked<Op>): Promise<Reply<Answers[Op]>> {
    for (const value of Object.values(asked)) {
      const reason = typeof value === "string" ? unfit(value) : null;
      if (reason) return Promise.resolve({ ok: false, faults: [{ path: "record", reason }] });
    }
    if (state === "failed") return Promise.reject(new Error("failed"));
    return new Promise((resolve, reject) => {
      const subject = [asked.op, asked.application, asked.key].filter(Boolean).join(" ");
      waiting.get(subject)?.reject(new Error("superseded"));
      waiting.set(subject, { subject, request: JSON.stringify(asked), resolve, reject });
      send();
    });
  }

  function launchWorker(purpose?: Purpose) {
    isRestored = false;
    worker?.terminate();
    become("loading");
    watch(STAGE_LIMIT);
    try {
      const launched = launchedEarly() ?? launch(runtimeUrls(), purpose);
      const mine = launched.worker;
      worker = mine;
      const hear = ({ data }: MessageEvent<Said>) => worker === mine && heard(data);
      launched.heard.forEach(hear);
      mine.onmessage = hear;
      mine.onerror = () => worker === mine && fail();
    } catch {
      worker = null;
      fail();
    }
  }

  function heard(data: Said) {
    if (data.failed) fail();
    else if (data.stage === "ready") {
      clearTimeout(watchdog);
      become("ready");
      send();
    } else if (data.stage) {
      isRestored ||= data.stage === "restoring";
      // Until it's starting it may have to wait for files as well.
      watch(isRestored && data.stage === "starting" ? ANSWER_LIMIT : STAGE_LIMIT);
    } else if (data.id === id && current) {
      clearTimeout(watchdog);
      const { resolve } = current;
      current = null;
      restarts = 0;
      isRestored = false;
      resolve(JSON.parse(data.reply ?? "null") as never);
      send();
    }
  }

  function send() {
    const [next] = waiting.values();
    if (state !== "ready" || current || !next) return;
    current = next;
    waiting.delete(next.subject);
    id += 1;
    watch(ANSWER_LIMIT);
    // QR codes need a library that's only fetched when one is asked for.
    worker?.postMessage({ id, request: next.request, isCode: next.subject === "code" });
  }

  /** @param limit in milliseconds */
  function watch(limit: number) {
    clearTimeout(watchdog);
    watchdog = setTimeout(fail, limit);
  }

  function fail() {
    clearTimeout(watchdog);
    worker?.terminate();
    worker = null;
    const wasReady = state === "ready";
    // Ask again what the last worker hadn't answered, unless something newer waits.
    if (current && waiting.has(current.subject)) current.reject(new Error("superseded"));
    else if (current) waiting.set(current.subject, current);
    current = null;
    if (isRestored) return launchWorker("afresh");
    if (wasReady && restarts < RESTARTS) {
      restarts += 1;
      return launchWorker();
    }
    for (const { reject } of waiting.values()) reject(new Error("failed"));
    waiting.clear();
    become("failed");
  }

  function become(next: EngineState) {
    state = next;
    changed(next);
  }
}

/** The worker that the page's head has launched. */
function launchedEarly() {
  const page = globalThis as { firstWorker?: Launched };
  const { firstWorker } = page;
  delete page.firstWorker;
  return firstWorker;
}
