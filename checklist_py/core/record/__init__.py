"""The record: what the person wrote, from the text that's stored to the text that's stored again.

``shape`` is the table of its fields. By that table ``check`` finds faults, ``document`` reads and writes, ``merge``
joins two devices' records, and ``difference`` and ``restore`` say what a backup would change. ``migrate`` brings an
older version up to this one, and ``share`` packs a record into a link. ``preset`` does all of this for what a careers
centre hands out, and says what a record takes of it.

A record is checked here once; everything after that relies on it. It uses the rules (for bounds and dates) and the
words (to say what differs). Pictures may use it; the rules and the words don't.
"""
