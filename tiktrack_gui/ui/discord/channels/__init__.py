"""The channels that are posted to."""
