"""No event loop on the browser's own; see ``asyncio``."""


def _initialize_event_loop() -> None:
    """Do nothing."""
