"""What the user configures: settings, environment, tokens."""
