/** The files of one version of the site, each with its SHA-256; the build puts them in. */
declare module "offline/files.json" {
  const files: {
    version: string;
    shell: Record<string, string>;
    runtime: Record<string, string>;
  };
  export default files;
}
