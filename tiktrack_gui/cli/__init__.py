"""The command `tiktrack`: what a command needs, does and prints."""
