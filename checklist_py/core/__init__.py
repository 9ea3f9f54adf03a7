"""The rules, pure: the standard library and nothing else; no clock, no files, no network."""
