"""How Python was built, which ``zoneinfo`` asks for where zones might lie on a disk: nowhere."""


def get_config_var(_name):
    """Return None."""
    return None
