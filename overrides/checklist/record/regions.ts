/** How regions are named, which country a time zone is in, and the countries whose bank holidays differ from part to part. */
export type RegionNames = {
  regions: [code: string, name: string, more: string][];
  zones: Record<string, string>;
  differ?: string[];
};
