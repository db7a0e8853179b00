"""Composition: services, pages and the life of the window are put together here; it sees every layer."""
