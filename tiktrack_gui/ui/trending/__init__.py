"""The Trending page."""
