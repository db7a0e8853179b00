"""What the user decides: settings, environment, tokens."""
