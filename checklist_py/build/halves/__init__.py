"""Pyodide's WebAssembly, made small for a first visit.

**A module** is a file of numbered lists, called sections: types (what a function takes and returns), imports, functions
(the type of each), tables (of functions, so that one can be called by a number worked out while running), globals,
exports, elements (what stands in the tables at first), code (the functions' bodies) and data (what stands in the memory
at first). Everything is known by its place in its list: a body says "call 4711". ``binary.py`` reads and writes the
numbers, ``module.py`` the sections, and ``instructions.py`` steps through bodies.

Pyodide exports 9,700 names for libraries that a page could load later; ``glue.py`` keeps those that its own JavaScript
reads.
"""
