/** Hands a file to the person. */

/**
 * @param {string} content
 * @param {string} name
 * @param {string} type
 */
export function download(content, name, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
