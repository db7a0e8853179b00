"""The first start: from demo data to the user’s own."""
