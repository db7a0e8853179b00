"""The `tiktrack` command line: the commands, what they need and what they print."""
