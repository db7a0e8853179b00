"""The form in which a token is pasted, tried and kept."""
