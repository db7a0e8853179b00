"""The Discord page."""
