"""The durable copy, as tests look at it and take it away."""

import json

# The list in localStorage, without its seal.
LOCAL = r"""() => localStorage.getItem('after-the-interview')?.replace(/,"kept":\{"revision":\d+,"of":\d+\}\}$/, "}") ?? null"""

# Whether just these steps are ticked there.
TICKS = """(keys) => {
  const { applications } = JSON.parse(localStorage.getItem("after-the-interview"));
  return applications.flatMap(({ steps }) => Object.keys(steps)).sort().join() === keys.join();
}"""

# What the copy holds: its revision and its text, or null where there is none.
KEPT = """() => new Promise((resolve, reject) => {
  const request = indexedDB.open("after-the-interview");
  request.onerror = () => reject(request.error);
  request.onsuccess = () => {
    const database = request.result;
    if (!database.objectStoreNames.contains("kept")) { database.close(); resolve(null); return; }
    const found = database.transaction("kept").objectStore("kept").get("record");
    found.onsuccess = () => { database.close(); resolve(found.result ?? null); };
  };
})"""

# Put something there as another program might.
PUT = """(record) => new Promise((resolve, reject) => {
  const request = indexedDB.open("after-the-interview");
  request.onupgradeneeded = () => request.result.createObjectStore("kept");
  request.onerror = () => reject(request.error);
  request.onsuccess = () => {
    const transaction = request.result.transaction("kept", "readwrite");
    transaction.objectStore("kept").put(record, "record");
    transaction.oncomplete = () => { request.result.close(); resolve(); };
  };
})"""

# Take both copies away.
CLEARED = """() => new Promise((resolve, reject) => {
  localStorage.clear();
  Object.assign(indexedDB.deleteDatabase("after-the-interview"), { onsuccess: resolve, onerror: reject });
})"""

# Another program's list in the database, and word of it, as another tab would give.
TOLD = f"""async (text) => {{
  const {{ revision }} = await ({KEPT})();
  const kept = {{ revision: revision + 1, text, folded: {{}}, met: [], previous: null }};
  await ({PUT})(kept);
  const channel = new BroadcastChannel("after-the-interview");
  channel.postMessage({{ from: "another", kept }});
  channel.close();
}}"""


def for_now(interface, method, message, error):
    """Let a method throw until the page is told that all is well again (``mends``)."""
    return f"""window.isFailing = true;
const {{ {method}: real }} = {interface}.prototype;
{interface}.prototype.{method} = function (...all) {{
  if (window.isFailing) throw new DOMException("{message}", "{error}");
  return real.apply(this, all);
}};"""


FULL_FOR_NOW = for_now("IDBObjectStore", "put", "full", "QuotaExceededError")
BROKEN_FOR_NOW = for_now("IDBDatabase", "transaction", "denied", "InvalidStateError")
WELL_FOR_NOW = f"{BROKEN_FOR_NOW};window.isFailing = false"
BREAK = "() => { window.isFailing = true }"
ABSENT = "Object.defineProperty(window, 'indexedDB', { value: undefined })"
FORBIDDEN = "IDBFactory.prototype.open = () => { throw new DOMException('denied', 'SecurityError') }"
# It answers once the page is told to let it.
HELD = """const held = new Promise((resolve) => { window.letGo = resolve });
const { addEventListener } = EventTarget.prototype;
IDBOpenDBRequest.prototype.addEventListener = function (type, hear, ...rest) {
  addEventListener.call(this, type, type === "success" ? (event) => held.then(() => hear(event)) : hear, ...rest);
};"""
HUNG = """const { open } = IDBFactory.prototype;
IDBFactory.prototype.open = function () {
  const request = open.call(this, "hung");
  request.addEventListener = () => {};
  return request;
};"""
FULL = """IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError") }"""
NEVER_DONE = """const { addEventListener } = EventTarget.prototype;
IDBTransaction.prototype.addEventListener = function (type, ...rest) {
  if (type !== "complete") addEventListener.call(this, type, ...rest);
};"""

# Opens each application whose id begins so, one after the other, and yields its ticks.
BOXES = """function* boxesOf(whose) {
  const tabs = Array.from(document.querySelectorAll("#tabs [data-open]"), ({ dataset }) => dataset.open);
  for (const id of tabs.filter((each) => each.startsWith(whose))) {
    document.querySelector(`#tabs [data-open="${id}"]`).click();
    yield* document.querySelectorAll(`.app[data-application="${id}"] [data-step] input[type=checkbox]`);
  }
}"""

# Tick steps of the applications whose ids begin so, each once the one before is saved or all at once; returns how many.
TICK_ALL = f"""async (application, most = 300, isOneByOne = false) => {{
  {BOXES}
  const next = () => new Promise((resolve) => setTimeout(resolve));
  let count = 0;
  for (const box of boxesOf(application)) {{
    if (count === most) break;
    if (!box.checked && box.isConnected) {{ box.click(); count += 1; }}
    do await next(); while (isOneByOne && document.documentElement.dataset.saved !== "saved");
  }}
  return count;
}}"""

# How many steps are ticked, of all applications.
TICKED = f"() => {{ {BOXES} let count = 0; for (const {{ checked }} of boxesOf('')) count += checked; return count }}"


def ticked(text):
    return {key for each in json.loads(text)["applications"] for key in each["steps"]}


def mends(checklist):
    """Let a page's second store work again, and the page try it."""
    checklist.page.evaluate("() => { window.isFailing = false; document.dispatchEvent(new Event('visibilitychange')) }")


def has_in_both(checklist, *keys):
    """Wait until a page shows these steps ticked, with the one that the record began with, and both stores hold them alone."""
    for key in keys:
        checklist.has_status(key, "done")
    checklist.is_saved()
    checklist.page.wait_for_function(TICKS, arg=sorted({"r1/reflect", *keys}))
    assert ticked(checklist.page.evaluate(KEPT)["text"]) == {"r1/reflect", *keys}
