"""What's said: steps and moments in words, the rules as a listing, why a date is what it is, and messages.

``wording`` is the one place for what steps say, ``messages`` for the templates, and ``drafts`` fills those in.
``listing`` and ``why`` read the tables of the rules, where each row carries its own reason.

It uses the rules alone. Everything else may use it, and whatever a person reads should come from here.
"""
