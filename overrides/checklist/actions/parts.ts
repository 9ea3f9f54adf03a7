/** The parts that actions work on, handed over by main.ts. */

import type { Engine } from "../engine/engine.ts";
import { holds } from "../record/record.ts";
import type { Store } from "../storage/index.ts";
import type { List } from "../today/list.ts";
import type { Page } from "../today/page.ts";
import type { Planner } from "../today/planner.ts";
import { focusOnTop, said } from "../ui/notices.ts";
import type { Whole } from "./whole.ts";

type Parts = {
  engine: Engine;
  store: Store;
  planner: Planner;
  page: Page;
  list: List;
  /** What the checklist has besides the list; null on a guide's page. */
  whole: Whole | null;
  /** The instant that the clock shows. */
  now: () => string;
  /** An id for an application. */
  nextId: () => string;
};

export let { engine, store, planner, page, list, whole, now, nextId } = {} as Parts;

/** Call this before anything is drawn. */
export function assemble(parts: Parts) {
  ({ engine, store, planner, page, list, whole, now, nextId } = parts);
}

/** Whether an application or interview is still there. If another window has removed it, say so. */
export function isThere(application: string, round?: string) {
  store.look();
  if (holds(store.record, application, round)) return true;
  page.refresh();
  tellRemoved();
  return false;
}

export function tellRemoved() {
  said("That interview is no longer in the list: it was removed in another window.");
  if (list.isWhole) focusOnTop();
}
