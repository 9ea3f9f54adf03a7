"""No event loop: the rules are one synchronous call. The runtime only looks the package up."""
