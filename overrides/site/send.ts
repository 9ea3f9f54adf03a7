/** "Send this page to someone": by the device's share sheet, or else as a link that's copied. */

const sender = document.querySelector<HTMLButtonElement>("[data-send]");
const said = document.querySelector(".send__said");
// Without what stands behind a # or a ?, which may be somebody's own.
const address = `${location.origin}${location.pathname}`;

if (sender) {
  sender.hidden = false;
  sender.addEventListener("click", async () => {
    if (typeof navigator.share === "function") await share();
    else tell((await isCopied()) ? "Copied the link to this page." : `Copy this link: ${address}`);
  });
}

async function share() {
  try {
    await navigator.share({ title: document.querySelector("h1")?.textContent ?? "", url: address });
  } catch (error) {
    // Whoever closes the sheet has changed their mind; whatever else goes wrong, there's the link.
    if (error instanceof Error && error.name !== "AbortError") tell(`Copy this link: ${address}`);
  }
}

async function isCopied() {
  try {
    await navigator.clipboard.writeText(address);
    return true;
  } catch {
    return false;
  }
}

function tell(words: string) {
  if (said) said.textContent = words;
}

// A module, with names of its own.
export {};
