"""The form for pasting, testing and saving a token."""
