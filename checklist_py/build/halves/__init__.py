"""Pyodide's WebAssembly in two halves: what a visit runs, and the rest, which comes when it's called for.

**Why.** Pyodide is the whole of Python: 13,000 functions, of which the rules and every request that the page can make
run fewer than a fifth. The others are two thirds of the bytes, so a first visit spends most of its time fetching what
it won't use.

**A module** is a file of numbered lists, called sections: types (what a function takes and returns), imports, functions
(the type of each), tables (of functions, so that one can be called by a number worked out while running), globals,
exports, elements (what stands in the tables at first), code (the functions' bodies) and data (what stands in the memory
at first). Everything is known by its place in its list: a body says "call 4711". ``binary.py`` reads and writes the
numbers, ``module.py`` the sections, and ``instructions.py`` steps through bodies.

**A half** is the same module with the same lists. Nobody's number changes, so bodies are copied as they are. Where a
function lives in the other half, a stub stands in its place. Both halves have one more table, which they share::

    slot 0             the loader, a function of the page's
    slots 1 … n        functions of the second half that the first refers to
    slots n + 1 …      functions of the first half that the second calls

A stub hands what it's been given to the slot of the function that it stands for. In the first half it asks before that
whether the second is there (a global, ``halves.loaded``) and if it isn't, calls slot 0. The loader
(``overrides/checklist/engine/halves.ts``) gets the second half at once, by a request that the worker waits for, starts
it, which fills slots 1 to n, and sets the global. Nothing is used that Pyodide's module didn't use already, so every
browser that runs the one runs the other, under the same policy.

**What has to stay in the first half**: what was called when the profile was made (``profile.py``), and whatever sets a
global of the module's own while running or reads such a one, as each half has its own globals. Memory, stack and the
first table are imported by the whole module already, so the halves share them as they are. ``split.py`` decides, and
writes both.

**Data** that nothing in the first half can come to goes with the second, above all the tables for East Asian encodings:
1.3 of 3.5 MB. It's written into its place in the memory when the second half is started. ``reach.py`` follows what the
functions of the first half name and where that leads, and says how it keeps clear of mistakes.

**Before that** two things are taken out that cost every start and serve nobody here. Pyodide exports 9,700 names for
libraries that a page could load later; ``glue.py`` keeps those that its own JavaScript reads. And it's built to lie
anywhere in the memory, for which it writes 28,000 pointers at each start. It always lies in the same place, so
``relocations.py`` writes them beforehand.

**What can go wrong**: another Pyodide has other numbers, so the profile names the module that it belongs to, and the
build stops for any other. A function that the profile didn't meet isn't missing; the first call of one only waits for
the second half. If that can't be had, the worker has failed as in any other way, and the page starts a new one.
"""
