"""Texts about fetching, runs and deliveries."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tiktrack_gui.core import durations
from tiktrack_gui.core.deliveries import Channel, ChannelKind, Delivery, DeliveryState
from tiktrack_gui.core.models import LeftOut
from tiktrack_gui.core.runs import DayOfRuns, Outcome, Run
from tiktrack_gui.core.sources import Capability, Health
from tiktrack_gui.core.subjects import Subject
from tiktrack_gui.ui.activity.deliveries import delivery_columns, delivery_story, delivery_title
from tiktrack_gui.ui.activity.runs import RUN_COLUMNS, run_story
from tiktrack_gui.words.activity import day_of_runs, days_of_runs, standing, sums_of_runs

NOW = datetime(2026, 10, 21, 15, 30, tzinfo=UTC).timestamp()
AT = int(NOW)


def health(**values: object) -> Health:
    return Health(capability=Capability.TRENDING, client="tiktok", **values)  # type: ignore[arg-type]


def run(outcome: Outcome = Outcome.OK, **values: object) -> Run:
    return Run(source_id=1, started_at=AT, finished_at=AT + 5, outcome=outcome, id=1, **values)  # type: ignore[arg-type]


def delivery(state: DeliveryState, **values: object) -> Delivery:
    given: dict[str, object] = {"payload": {"thread_name": "Mara (@mara)"}, "created_at": AT - 60} | values
    return Delivery(
        subject=Subject.creator(7),
        id=1,
        key="tt-1",
        creator_id=7,
        channel_id=42,
        occasion="profile",
        state=state,
        **given,  # type: ignore[arg-type]
    )


def cells(record: Run) -> dict[str, str]:
    return {column.title: column.text(record, NOW) for column in RUN_COLUMNS}


@pytest.fixture(autouse=True)
def in_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tiktrack_gui.words.times.local", lambda at, zone=None: datetime.fromtimestamp(at, UTC))


@pytest.mark.parametrize(
    ("known", "sentence", "color"),
    [
        (None, "Not used yet", "text3"),
        (health(), "Not used yet", "text3"),
        (health(last_ok_at=AT - 180), "Working, last used 3 min ago", "ok"),
        (
            health(last_ok_at=AT - 7200, failing_since=AT - 3600, error_kind="blocked", cool_down_until=AT + 690),
            "Blocked since 14:30, waits until 15:41",
            "warn",
        ),
        (
            health(last_ok_at=AT - 7200, failing_since=AT - 3600, error_kind="timeout"),
            "No response since 14:30, last worked 2 h ago",
            "bad",
        ),
        (
            health(failing_since=AT - 100_000, error_kind="unreachable"),
            "Unreachable since 20 Oct, 11:43, hasn’t worked yet",
            "bad",
        ),
        (health(failing_since=AT - 60, error_kind="something new"), "Failing since 15:29, hasn’t worked yet", "bad"),
    ],
)
def test_the_health_of_a_capability_in_words(known: Health | None, sentence: str, color: str) -> None:
    how = standing(known, NOW)
    assert (how.sentence, how.color) == (sentence, color)


def test_the_next_refresh_of_the_feed_is_the_one_its_timer_plans() -> None:
    blocked = health(failing_since=AT - 60, error_kind="blocked", cool_down_until=AT + 300)
    assert standing(blocked, NOW, NOW + 900).sentence == "Blocked since 15:29, next refresh in 15 min"


def test_a_run_that_went_well_has_its_numbers() -> None:
    left_out = {LeftOut.LIVE: 2, LeftOut.NOT_PUBLIC: 1}
    assert cells(run(fetched=50, passed=12, saved=3, skipped=3, left_out=left_out)) == {
        "Started": "15:30",
        "Outcome": "Done",
        "Fetched": "50",
        "Passed": "12",
        "New": "3",
        "Left out": "3",
        "Duration": "5 s",
        "Message": "Left out: 2 LIVE, 1 not public.",
    }
    assert (
        cells(run(fetched=50, passed=12, skipped=1))["Message"] == "1 item couldn’t be read."
    )  # of an earlier version


def test_a_run_that_failed_has_none_and_says_why() -> None:
    failed = cells(
        run(Outcome.FAILED, error_kind="captcha", message="TikTok wants you to solve a verification puzzle.")
    )
    assert failed["Outcome"] == "Verification needed"
    assert failed["Fetched"] == failed["Passed"] == failed["New"] == failed["Left out"] == "—"
    assert failed["Message"] == "TikTok wants you to solve a verification puzzle."


def test_the_story_of_a_run() -> None:
    assert run_story(run(fetched=50, passed=12, saved=1)) == "50 videos fetched, 12 passed, 1 new story."
    assert run_story(run(Outcome.CANCELLED, message="The refresh was stopped.")) == "The refresh was stopped."


def test_nothing_passed_is_no_failure() -> None:
    assert cells(run(fetched=50))["Outcome"] == "None passed"


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "0 s"), (59, "59 s"), (60, "1 min"), (65, "1 min 5 s"), (-1, "0 s")]
)
def test_how_long_it_took(seconds: int, words: str) -> None:
    assert durations.exact(seconds) == words


def test_a_delivery_names_its_thread_and_channel() -> None:
    channel = Channel(id=42, guild_id=1, guild="Team", name="trends", kind=ChannelKind.TEXT)
    sent = delivery(DeliveryState.SENT, sent_at=AT)
    columns = delivery_columns({42: channel})
    assert [column.text(sent, NOW) for column in columns] == ["Mara (@mara)", "#trends", "Posted", "15:30", ""]
    assert columns[1].hint is not None
    assert columns[1].hint(sent, NOW) == "#trends in Team\nChannel ID 42"
    assert delivery_title(sent, {42: channel}, NOW) == "Mara (@mara) in #trends: posted"
    assert delivery_story(sent, NOW) == "Requested Wed 21 Oct 2026, 15:29, posted Wed 21 Oct 2026, 15:30"


def test_a_channel_discord_was_never_asked_about_is_its_id() -> None:
    queued = delivery(DeliveryState.QUEUED, payload={}, next_attempt_at=AT + 300)
    shown = [column.text(queued, NOW) for column in delivery_columns({})]
    assert shown[:3] == ["Creator 7", "42", "Waiting, next try in 5 min"]
    assert delivery_story(queued, NOW).endswith("next try in 5 min")


def test_a_delivery_that_failed_says_why() -> None:
    failed = delivery(
        DeliveryState.FAILED, attempts=2, error_code="50013", error="The bot may not post there.", sending_at=AT
    )
    state = delivery_columns({})[2]
    assert state.hint is not None
    assert state.hint(failed, NOW) == "The bot may not post there.\n2 attempts, Discord error code 50013"
    assert delivery_story(failed, NOW).startswith("The bot may not post there.\nRequested")


def a_day(days: int = 0, **values: int) -> DayOfRuns:
    return DayOfRuns(start=AT // 86_400 * 86_400 - days * 86_400, **values)


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (a_day(runs=48, fetched=2_400, passed=620, failed=3), "21 Oct: 48 runs, 2,400 fetched, 620 passed, 3 failed"),
        (a_day(1, runs=1, fetched=50), "20 Oct: 1 run, 50 fetched, 0 passed"),
        (a_day(2), "19 Oct: no runs"),
    ],
)
def test_a_day_of_runs_is_said_in_words(day: DayOfRuns, text: str) -> None:
    assert day_of_runs(day, UTC) == text


def test_the_days_of_runs_are_summed() -> None:
    days = [a_day(2, runs=2, fetched=1_000, passed=20, failed=1), a_day(1), a_day(runs=1, fetched=50, passed=7)]
    assert days_of_runs(days) == "Last 3 days: 3 runs, 1,050 fetched, 27 passed, 1 failed"
    assert sums_of_runs(days[1:]) == ("50 fetched", "7 passed", "")
    assert days_of_runs([a_day()] * 30) == "Last 30 days: no runs"
