"""Composition: assembles services, pages and the window, and manages their lifetime; may import every layer."""
