"""Onboarding: the switch from demo data to the user's own."""
