/** Fetches the time zones and holidays that Python needs, from the site's own files, each once. */

import type { RegionNames } from "../record/regions.ts";

/**
 * Keep what the checklist has used for when there's no network, including what was fetched before there was a service
 * worker to keep it.
 */
function keepOffline(url: string) {
  navigator.serviceWorker?.ready.then(({ active }) => active?.postMessage({ keep: [url] }));
}

/** How long a few kilobytes may take, in milliseconds. */
const PATIENCE = 15_000;

/** A file that the site should have is missing, as in a deployment that stopped half way. */
export class MissingFile extends Error {}

/** Null if there's no such file. Throws when the network fails. */
async function fetched<T>(
  url: string,
  read: (response: Response) => Promise<T>,
  cache: RequestCache,
): Promise<T | null> {
  const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE), cache });
  if (response.status === 404) return null;
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return read(response);
}

async function base64(response: Response) {
  return btoa(String.fromCharCode(...new Uint8Array(await response.arrayBuffer())));
}

const CODE = /^[A-Z]{2,3}(-[A-Za-z0-9]{1,8})?$/;
const NAME = /^[A-Za-z0-9_+-]+(\/[A-Za-z0-9_+-]+)*$/;

export class Calendars {
  root: string;
  #known: Map<string, Promise<unknown>> = new Map();
  #cache: RequestCache = "default";

  /** @param root the site's root, with a slash at its end */
  constructor(root: string) {
    this.root = root;
  }

  async of({
    zones,
    regions,
  }: {
    zones: string[];
    regions: string[];
  }): Promise<{ zones: Record<string, unknown>; regions: Record<string, unknown> }> {
    const [zoneData, regionData] = await Promise.all([
      Promise.all(zones.map((name) => this.#zone(name))),
      Promise.all(regions.map((code) => this.#region(code))),
    ]);
    return {
      zones: Object.fromEntries(zones.map((name, index) => [name, zoneData[index]])),
      regions: Object.fromEntries(regions.map((code, index) => [code, regionData[index]])),
    };
  }

  #zone(name: string) {
    if (!NAME.test(name)) return Promise.resolve(null);
    return this.#named(`zoneinfo/${name}`, base64, name, "zoneinfo/index.json");
  }

  #region(code: string) {
    if (!CODE.test(code)) return Promise.resolve(null);
    return this.#named(`holidays/${code}.json`, (response) => response.json(), code, "holidays/index.json");
  }

  /** Null if nothing has that name. Throws MissingFile if something has and its file isn't there. */
  async #named(path: string, read: (response: Response) => Promise<unknown>, name: string, index: string) {
    const found = await this.#once(path, read);
    if (found !== null || !(await this.#list(index)).includes(name)) return found;
    this.#known.delete(path);
    throw new MissingFile(path);
  }

  async #list(path: string): Promise<string[]> {
    const names = await this.#once(path, (response) => response.json());
    if (Array.isArray(names)) return names;
    this.#known.delete(path);
    throw new MissingFile(path);
  }

  /**
   * Fetch what a first interview will need while there's a network: the names, and the device's own zone and country.
   * Returns the country, or null for a zone that has none.
   * @param zone the device's
   */
  async provide(zone: string) {
    const [names, { zones }] = await Promise.all([this.names(), this.regions()]);
    const country = zones[zone] ?? null;
    await this.of({ zones: ["UTC", zone].filter((name) => names.includes(name)), regions: country ? [country] : [] });
    return country;
  }

  /** Ask for everything again, past any cache. */
  forget() {
    this.#known.clear();
    this.#cache = "reload";
  }

  /** The name of every time zone. */
  names(): Promise<string[]> {
    return this.#list("zoneinfo/index.json");
  }

  /** Every region's name, the country of each time zone, and where holidays differ within a country. */
  regions(): Promise<RegionNames> {
    return this.#once("holidays/names.json", (response) => response.json()) as Promise<RegionNames>;
  }

  #once(path: string, read: (response: Response) => Promise<unknown>) {
    const known = this.#known.get(path);
    if (known) return known;
    const found = fetched(this.root + path, read, this.#cache);
    this.#known.set(path, found);
    // Forget a failure: the next plan tries again.
    found.then(
      () => keepOffline(this.root + path),
      () => this.#known.delete(path),
    );
    return found;
  }
}
