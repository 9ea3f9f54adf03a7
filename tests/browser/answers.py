"""What a sheet says of each thing that the page is handed, whether by a file or by a link: a list of lines for each."""

ANSWERS = """async (sheet, hand, things) => {
  const [dialog, place] = [sheet, `${sheet} [data-offer]`].map((each) => document.querySelector(each));
  const said = [];
  for (const thing of things) {
    const told = new Promise((resolve) => {
      const observer = new MutationObserver(() => {
        if (place.textContent.startsWith("Looking")) return;
        observer.disconnect();
        resolve(Array.from(place.querySelectorAll("li"), ({ textContent }) => textContent));
      });
      observer.observe(place, { childList: true });
    });
    hand(thing);
    said.push(await told);
    const closed = new Promise((resolve) => dialog.addEventListener("close", resolve, { once: true }));
    dialog.close();
    await closed;
  }
  return said;
}"""
