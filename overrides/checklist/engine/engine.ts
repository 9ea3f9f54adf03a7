/**
 * The worker's life. A start goes through stages, each within a time limit. A worker that has been ready and then dies
 * or falls silent is replaced once; one that doesn't start isn't, as the next would fail the same way. Then the engine
 * is `failed` until someone asks it to try again. One question is asked at a time; of those that wait only the latest
 * on each subject is kept, as nobody needs an older plan.
 */

import { unfit } from "../record/guard.ts";
import type { Answers, Reply } from "./answers.ts";
import { type Launched, launch, runtimeUrls } from "./launch.ts";

export type EngineState = "idle" | "loading" | "ready" | "failed";
type Question = { subject: string; request: string; resolve: (reply: never) => void; reject: (error: Error) => void };
/** What the worker says: a stage of its start, a failure, or an answer. */
type Said = { stage?: string; failed?: string; id?: number; reply?: string };

/** How long one stage of the start may take. A slow phone on a very slow network needs most of it. */
const STAGE_LIMIT = 180_000;
/** Many times what 500 applications need on a slow phone. */
const ANSWER_LIMIT = 20_000;
const RESTARTS = 1;

export class Engine {
  changed: (state: EngineState) => void;
  state: EngineState = "idle";
  #worker: Worker | null = null;
  #current: Question | null = null;
  /** What waits, the latest on each subject. */
  #waiting: Map<string, Question> = new Map();
  #restarts = 0;
  #id = 0;
  #watchdog: ReturnType<typeof setTimeout> | undefined;

  constructor(changed: (state: EngineState) => void) {
    this.changed = changed;
  }

  /** Start, or start again after a failure. */
  start() {
    this.#restarts = 0;
    this.#launch();
  }

  /** Ask Python. Rejects when the engine fails, or a newer request took this one's place. */
  ask<Op extends keyof Answers>(asked: { op: Op; [key: string]: unknown }): Promise<Reply<Answers[Op]>> {
    for (const value of Object.values(asked)) {
      const reason = typeof value === "string" ? unfit(value) : null;
      if (reason) return Promise.resolve({ ok: false, faults: [{ path: "record", reason }] });
    }
    if (this.state === "failed") return Promise.reject(new Error("failed"));
    return new Promise((resolve, reject) => {
      const subject = [asked.op, asked.application, asked.key].filter(Boolean).join(" ");
      this.#waiting.get(subject)?.reject(new Error("superseded"));
      this.#waiting.set(subject, { subject, request: JSON.stringify(asked), resolve, reject });
      this.#send();
    });
  }

  #launch() {
    this.#worker?.terminate();
    this.#set("loading");
    this.#watch(STAGE_LIMIT);
    try {
      const { worker, heard } = this.#first() ?? launch(runtimeUrls());
      this.#worker = worker;
      const hear = ({ data }: MessageEvent) => this.#worker === worker && this.#hear(data);
      heard.forEach(hear);
      worker.onmessage = hear;
      worker.onerror = () => this.#worker === worker && this.#fail();
    } catch {
      this.#worker = null;
      this.#fail();
    }
  }

  /** The worker that the page's head has launched. */
  #first() {
    const page = globalThis as unknown as { firstWorker?: Launched };
    const { firstWorker } = page;
    delete page.firstWorker;
    return firstWorker;
  }

  #hear(data: Said) {
    if (data.failed) this.#fail();
    else if (data.stage === "ready") {
      clearTimeout(this.#watchdog);
      this.#set("ready");
      this.#send();
    } else if (data.stage) this.#watch(STAGE_LIMIT);
    else if (data.id === this.#id && this.#current) {
      clearTimeout(this.#watchdog);
      const { resolve } = this.#current;
      this.#current = null;
      this.#restarts = 0;
      resolve(JSON.parse(data.reply ?? "null") as never);
      this.#send();
    }
  }

  #send() {
    const [first] = this.#waiting;
    if (this.state !== "ready" || this.#current || !first) return;
    this.#current = first[1];
    this.#waiting.delete(first[0]);
    this.#id += 1;
    this.#watch(ANSWER_LIMIT);
    // QR codes need a library that's only fetched when one is asked for.
    const isCode = this.#current.subject === "code";
    this.#worker?.postMessage({ id: this.#id, request: this.#current.request, isCode });
  }

  /** @param limit in milliseconds */
  #watch(limit: number) {
    clearTimeout(this.#watchdog);
    this.#watchdog = setTimeout(() => this.#fail(), limit);
  }

  #fail() {
    clearTimeout(this.#watchdog);
    this.#worker?.terminate();
    this.#worker = null;
    const wasReady = this.state === "ready";
    // Ask again what the last worker hadn't answered, unless something newer waits.
    const under = this.#current;
    if (under && this.#waiting.has(under.subject)) under.reject(new Error("superseded"));
    else if (under) this.#waiting.set(under.subject, under);
    this.#current = null;
    if (wasReady && this.#restarts < RESTARTS) {
      this.#restarts += 1;
      this.#launch();
      return;
    }
    for (const job of this.#waiting.values()) job.reject(new Error("failed"));
    this.#waiting.clear();
    this.#set("failed");
  }

  #set(state: EngineState) {
    this.state = state;
    this.changed(state);
  }
}
