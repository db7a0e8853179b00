"""Texts about the connection test. Pure."""

from __future__ import annotations

from tiktrack_gui.services.connection import Reached, Target

NAME = "Connection"
HINT = "Whether TikTok, Discord and TikTok’s pictures can be reached from here. It needs no token."
TEST, STOP = "Test connection", "Stop"
TESTING, STOPPED = "Testing…", "Not tested"
NAMES = {Target.TIKTOK: "TikTok", Target.DISCORD: "Discord", Target.PICTURES: "TikTok’s pictures"}


def outcome(reached: Reached, *, in_terminal: bool = False) -> str:
    """ "OK", "OK, through the proxy proxy.example:3128", or what happened and what to do."""
    if reached.trouble is not None:
        return reached.trouble.for_terminal if in_terminal else str(reached.trouble)
    return f"OK, through the proxy {reached.proxy}" if reached.proxy else "OK"
