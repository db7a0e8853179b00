"""The overview of a list: its creators as a table, to be compared."""
