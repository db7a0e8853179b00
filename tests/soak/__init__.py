"""Kills the program at random moments, with random faults around it, and counts what went wrong: see `__main__`."""
