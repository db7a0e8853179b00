"""What the settings say, as the services take it."""

from __future__ import annotations

from tiktrack_gui.config.settings import Settings
from tiktrack_gui.config.values import Values
from tiktrack_gui.core.alerts import Rules
from tiktrack_gui.core.criteria import Criteria
from tiktrack_gui.core.discovery.constants import Constants
from tiktrack_gui.core.durations import MINUTE
from tiktrack_gui.core.keeping import Keeping
from tiktrack_gui.core.pause import Pause
from tiktrack_gui.core.posting_rules import PostingRules
from tiktrack_gui.services.channels import PostingDefaults
from tiktrack_gui.services.timers import Plan


class AsSet:
    """Reads the settings anew each time, so that changes apply at once."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def criteria(self) -> Criteria:
        return criteria(self._settings.values)

    def keeping(self) -> Keeping:
        return keeping(self._settings.values)

    def plan(self) -> Plan:
        return plan(self._settings.values)

    def alert_rules(self) -> Rules:
        return alert_rules(self._settings.values)

    def constants(self) -> Constants:
        return constants(self._settings.values)

    def creators_every(self) -> float:
        """Seconds between two measurements of a creator."""
        return plan(self._settings.values).creators_every

    def creators_adaptive(self) -> bool:
        return self._settings.values.creators_adaptive

    def posting(self) -> PostingDefaults:
        values = self._settings.values
        posting = values.posting and not values.posting_paused
        return PostingDefaults(rules=posting_rules(values), channel_id=values.channel_id, posting=posting)


def criteria(values: Values) -> Criteria:
    return Criteria(threshold=values.min_velocity, max_age=values.max_age_hours, weights=values.score_weights)


def pause(values: Values) -> Pause | None:
    """The pause of the timers as it was kept."""
    return Pause(values.paused_until or None) if values.paused else None


def keeping(values: Values) -> Keeping:
    return Keeping(
        raw_days=values.raw_days,
        slow_days=values.slow_days,
        full_days=values.full_days,
        hourly_days=values.hourly_days,
    )


def posting_rules(values: Values) -> PostingRules:
    return PostingRules(
        min_followers=values.min_followers,
        recent_days=values.recent_activity_days,
        at_most=values.posts_per_run,
        every=values.posting_minutes * MINUTE,
    )


def plan(values: Values) -> Plan:
    """The settings of the timers."""
    return Plan(
        limit=values.trending_limit,
        criteria=criteria(values),
        creators_every=values.creators_minutes * MINUTE,
    )


def constants(values: Values) -> Constants:
    """The numbers in Discover's definitions."""
    return Constants(
        viral_views=values.viral_views,
        viral_times=values.viral_times,
        viral_days=values.viral_days,
        good_times=values.good_times,
        least_comments=values.least_comments,
        watched_at_once=values.watched_at_once,
        watched_days=values.watched_days,
    )


def alert_rules(values: Values) -> Rules:
    return Rules(
        which=values.alerts,
        least_score=values.alerts_least_score,
        quiet_from=values.alerts_quiet_from,
        quiet_until=values.alerts_quiet_until,
        most_per_hour=values.alerts_per_hour,
    )
