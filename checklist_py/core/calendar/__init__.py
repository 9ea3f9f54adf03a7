"""The plan as a calendar file: ``ics`` writes the entries, ``vtimezone`` the time zones they're in.

RFC 5545 by the letter, and no library, so that the browser needs none. It uses the rules and the words, and only
the bridge and the command line use it.
"""
