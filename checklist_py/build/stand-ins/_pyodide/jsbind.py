"""Typed bindings to JavaScript, which the rules do not use; the runtime keeps these two names."""

no_default = object()
default_signature = None
