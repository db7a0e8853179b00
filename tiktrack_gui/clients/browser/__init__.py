"""Finding and installing browsers."""
