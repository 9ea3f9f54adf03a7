"""What a page shows beside its text: the plan, the silence and the notes as pictures, and its view of the plan.

``drawing`` says what a picture is made of: marks without colour, and the same in rows of words. ``timeline``,
``silence`` and ``journal`` lay pictures out; the page only draws them. ``view`` is everything a page needs beside
the plan, so that it computes no date and no rule itself.

It may use every folder but ``calendar``, and only the bridge and the command line use it.
"""
