/** What the rest of the page may use of what is kept on this device. */

import { openDatabase } from "./database.ts";
import { LIST, localStore } from "./local.ts";
import { makeStore, type Page, type Store } from "./store.ts";
import { browserTabs } from "./tabs.ts";

export * from "./remembered.ts";
export type { Act, Lack, Page, Store } from "./store.ts";

/** How long the database may take until the page says that it can't be had, in milliseconds. */
const PATIENCE = 4_000;

export function storeOf(page: Page): Store {
  const database = openDatabase(() => store.standBack());
  const late = () => new Promise<never>((_, reject) => setTimeout(() => reject(new Error("late")), PATIENCE));
  const store = makeStore({ local: localStore(), database, tabs: browserTabs(), late }, page);
  addEventListener("storage", ({ key }) => (key === LIST || key === null) && store.look());
  return store;
}
