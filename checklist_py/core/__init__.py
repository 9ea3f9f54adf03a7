"""The rules and everything that's made from them, pure: no clock, no files, no network, no DOM.

It uses the standard library and itself. One arrow runs through it:

    a checked record  ->  plan(record, now, calendars)  ->  pictures, words, a calendar file

``record`` reads and keeps what the person wrote, ``rules`` makes the plan, and ``words``, ``pictures`` and
``calendar`` say it, draw it and file it. Imports go one way: ``calendar`` and ``pictures`` may use every other
folder, ``record`` uses ``words`` and ``rules``, ``words`` uses ``rules``, and ``rules`` uses nothing else.
"""
