"""What the user sees: widgets only, no SQL and no network."""
