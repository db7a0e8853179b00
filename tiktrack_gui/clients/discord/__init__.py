"""Discord over REST."""
