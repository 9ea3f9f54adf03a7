/** Fetches the time zones and holidays that Python needs, from the site's own files, each once. */

import type { RegionNames } from "../record/regions.ts";
import type { Names } from "./answers.ts";

/** How long a few kilobytes may take, in milliseconds. */
const PATIENCE = 15_000;

/** A file that the site should have is missing, as in a deployment that stopped half way. */
export class MissingFile extends Error {}

type Read = (response: Response) => Promise<unknown>;

const json: Read = (response) => response.json();
const base64: Read = async (response) => btoa(String.fromCharCode(...new Uint8Array(await response.arrayBuffer())));

/** What the name of a zone and the code of a region can look like. */
const NAME = /^[A-Za-z0-9_+-]+(\/[A-Za-z0-9_+-]+)*$/;
const CODE = /^[A-Z]{2,3}(-[A-Za-z0-9]{1,8})?$/;

export type Calendars = ReturnType<typeof makeCalendars>;

/** @param root the site's root, with a slash at its end */
export function makeCalendars(root: string) {
  const known: Map<string, Promise<unknown>> = new Map();
  let cache: RequestCache = "default";

  /** Fetch a file once; null if there's no such file. A failure is forgotten, so that the next plan tries again. */
  function once(path: string, read: Read = json) {
    let found = known.get(path);
    if (!found) {
      found = fetched(root + path, read, cache);
      known.set(path, found);
      found.then(
        () => keepOffline(root + path),
        () => known.delete(path),
      );
    }
    return found;
  }

  async function list(path: string): Promise<string[]> {
    const names = await once(path);
    if (Array.isArray(names)) return names;
    known.delete(path);
    throw new MissingFile(path);
  }

  /** Null if nothing has that name. Throws MissingFile if something has and its file isn't there. */
  async function named(name: string, path: string, index: string, read: Read) {
    const found = await once(path, read);
    if (found !== null || !(await list(index)).includes(name)) return found;
    known.delete(path);
    throw new MissingFile(path);
  }

  const zone = (name: string) =>
    NAME.test(name) ? named(name, `zoneinfo/${name}`, "zoneinfo/index.json", base64) : null;
  const region = (code: string) =>
    CODE.test(code) ? named(code, `holidays/${code}.json`, "holidays/index.json", json) : null;

  async function all(names: string[], get: (name: string) => unknown): Promise<Record<string, unknown>> {
    return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await get(name)])));
  }

  const calendars = {
    /** What Python needs to know of zones and regions. */
    async of(names: Names) {
      const [zones, regions] = await Promise.all([all(names.zones, zone), all(names.regions, region)]);
      return { zones, regions };
    },
    /** The name of every time zone. */
    names: () => list("zoneinfo/index.json"),
    /** Every region's name, the country of each time zone, and where holidays differ within a country. */
    regions: () => once("holidays/names.json") as Promise<RegionNames>,
    /**
     * Fetch what a first interview will need while there's a network: the names, and the device's own zone and country.
     * Returns the country, or null for a zone that has none.
     * @param zone the device's
     */
    async provide(zone: string) {
      const [names, { zones }] = await Promise.all([calendars.names(), calendars.regions()]);
      const country = zones[zone] ?? null;
      const wanted = ["UTC", zone].filter((name) => names.includes(name));
      await calendars.of({ zones: wanted, regions: country ? [country] : [] });
      return country;
    },
    /** Ask for everything again, past any cache. */
    forget() {
      known.clear();
      cache = "reload";
    },
  };
  return calendars;
}

/** Null if there's no such file. Throws when the network fails. */
async function fetched(url: string, read: Read, cache: RequestCache) {
  const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE), cache });
  if (response.status === 404) return null;
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return read(response);
}

/**
 * Keep what the checklist has used for when there's no network, including what was fetched before there was a service
 * worker to keep it.
 */
function keepOffline(url: string) {
  navigator.serviceWorker?.ready.then(({ active }) => active?.postMessage({ keep: [url] }));
}
