"""What to do and by when: the catalogue of steps, the tables its rows name, and the plan.

At the bottom are the days (``civil``, ``workdays``), the policy and the catalogue (``steps``). ``facts`` puts an
application in order, ``wait`` works out the wait for an answer, and the tables of anchors, dues, untils and
conditions give each step its window and its reason. ``status`` adds the time, and ``plan`` puts it all together.

Anything may use the rules; they use nothing outside this folder. They take a *checked* record as plain mappings
and know nothing of files, versions or merges.
"""
