/** Regions by name, the country of each time zone, and countries whose bank holidays differ from part to part. */
export type RegionNames = {
  regions: [code: string, name: string, more: string][];
  zones: Record<string, string>;
  differ?: string[];
};
