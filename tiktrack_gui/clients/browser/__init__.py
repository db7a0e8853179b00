"""Which browser there is, and how one is installed."""
