"""Other programs' databases, which are only read: what `store.imports` copies.

values    how their values are read
theirs    opening and reading their database
ours      what TikTrack has already, and the counting
scraper   a trending scraper's sources, posts and stories
tracker   a creator tracker's metrics
"""
