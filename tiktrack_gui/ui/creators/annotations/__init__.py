"""What the user keeps about creators: status, tags and notes."""
