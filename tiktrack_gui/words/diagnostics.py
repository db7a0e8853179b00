"""Texts about the log and the diagnostics."""

from __future__ import annotations

NAME = "Something isn’t working?"
HINT = "For a bug report. Names, links, IDs and tokens are blanked in both."
SHOW_LOG, COPY = "Show log", "Copy diagnostics"
COPIED = "Diagnostics copied"
ABOUT_LOG = "Creators’ names, links, IDs and tokens are blanked here, so you can pass it on. In the file they aren’t."
READING = "Reading the log…"
EMPTY_LOG = "The log is empty."
