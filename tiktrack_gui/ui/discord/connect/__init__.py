"""Connecting a bot, step by step."""
