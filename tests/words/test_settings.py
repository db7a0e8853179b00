"""What is said about a changed setting."""

from __future__ import annotations

import pytest

from tiktrack_gui.words.settings import told


@pytest.mark.parametrize(
    ("name", "before", "after", "text"),
    [
        ("min_velocity", 100.0, 250.0, "Minimum velocity: 250/min (was 100/min)"),
        ("request_delay", 4.0, 1.25, "Delay between requests: 1.25 s (was 4 s)"),
        ("min_followers", 10_000, 0, "Minimum followers: 0 (was 10,000)"),
        ("trending_limit", 50, 500, "Videos per run: 500 videos, the maximum (was 50 videos)"),
        ("recent_activity_days", 30, 0, "Last video within any time (was 30 days)"),
        ("browser_path", "", "/opt/chrome", "Browser changed"),
        ("browser_path", "/opt/chrome", "", "Browser: detected automatically"),
        ("close_to_tray", True, False, ""),  # a switch
        ("text_size", "normal", "large", ""),  # a choice
        ("alerts_quiet_from", "", "22:00", "Quiet from: 22:00 (was never)"),
        ("alerts_quiet_until", "07:00", "", "Quiet until: never (was 07:00)"),
        ("posting", False, True, ""),
        ("channel_id", None, 1_200_000_000_000_000_002, ""),
    ],
)
def test_a_change_is_told_with_the_value_before(name: str, before: object, after: object, text: str) -> None:
    assert told(name, before, after) == text
