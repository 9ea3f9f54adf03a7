/**
 * The tabs of one browser: what they tell each other, and who is still there. Each holds a lock for as long as it
 * lives; whoever is granted the lock of another knows that that one is gone. Where the origin isn't secure there are no
 * locks: then every log may be brought in by everybody, which is only more work, as each change counts once.
 */

import type { Change, Kept } from "../record/changes.ts";

const NAME = "after-the-interview";

export type Message = { from: string } & ({ here: true } | { log: Change[] } | { kept: Kept });
export type Tabs = ReturnType<typeof browserTabs>;

export function browserTabs() {
  const name = [...crypto.getRandomValues(new Uint32Array(2))].map((part) => part.toString(36)).join("");
  const lockOf = (tab: string) => `${NAME}:${tab}`;
  const watched = new Set<string>();
  let channel: BroadcastChannel | null = null;
  const tabs = {
    name,
    hear: (_message: Message) => {},
    tell: (message: Message) => channel?.postMessage(message),
    /** Do something once a tab is gone, while nobody else does; without locks at once, when nothing is sure. */
    onceGone(tab: string, act: (isSure: boolean) => Promise<void>) {
      if (watched.has(tab)) return;
      watched.add(tab);
      const done = () => void watched.delete(tab);
      (navigator.locks ? navigator.locks.request(lockOf(tab), () => act(true)) : act(false)).then(done, done);
    },
  };
  try {
    channel = new BroadcastChannel(NAME);
    channel.onmessage = ({ data }) => tabs.hear(data as Message);
  } catch {
    // They hear of each other by localStorage, then.
  }
  // Never let go: the browser does that when the tab is gone.
  navigator.locks?.request(lockOf(name), () => new Promise(() => {})).catch(() => {});
  return tabs;
}
