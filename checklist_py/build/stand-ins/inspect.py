"""The one question the runtime asks of a function that it hands to JavaScript."""


def iscoroutinefunction(_function):
    """Return False: there is no event loop to run one."""
    return False
