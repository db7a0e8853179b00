"""The settings: which value applies, what is reported about invalid ones, and what a change preserves."""

from __future__ import annotations

import asyncio
import dataclasses
import json
import threading
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tiktrack_gui.config import settings_file
from tiktrack_gui.config.environment import Environment
from tiktrack_gui.config.settings import Settings
from tiktrack_gui.config.values import KEYS, Values
from tiktrack_gui.core.criteria import DEFAULT_WEIGHTS
from tiktrack_gui.core.errors import BadInput, CannotWrite

COMMENTED = """\
# mine
[trending]
limit = 60  # enough
unknown = "kept"

[future]
key = [1, 2]
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def settings(path: Path, text: str | None = None, **variables: str) -> Settings:
    if text is not None:
        path.write_text(text, encoding="utf-8")
    return Settings(path, Environment(variables))


def test_without_a_file_every_default_holds(path: Path) -> None:
    loaded = settings(path)
    assert loaded.values == Values()
    assert loaded.problems == ()
    assert loaded.locked == {}
    assert not path.exists()


def test_the_file_beats_the_default_and_the_environment_the_file(path: Path) -> None:
    text = "[trending]\nlimit = 60\nmin_velocity = 12.5\n"
    loaded = settings(path, text, TIKTOK_TRENDING_LIMIT="70", RATE_LIMIT_DELAY="0", RECENT_ACTIVITY_DAYS="0")
    assert loaded.values.trending_limit == 70
    assert loaded.values.min_velocity == 12.5
    assert loaded.values.request_delay == 0
    assert loaded.values.recent_activity_days == 0
    assert loaded.locked == {
        "trending_limit": "TIKTOK_TRENDING_LIMIT",
        "request_delay": "RATE_LIMIT_DELAY",
        "recent_activity_days": "RECENT_ACTIVITY_DAYS",
    }


@pytest.mark.parametrize(
    ("text", "name", "default", "used", "said"),
    [
        ("trending.limit = 0", "trending_limit", 50, "50", "[trending] limit in settings.toml can’t be 0."),
        ("trending.limit = 'many'", "trending_limit", 50, "50", "a whole number from 1 to 500"),
        ("creators.every_minutes = 4", "creators_minutes", 1440, "1440", "from 5 to 10,080"),
        ("trending.min_velocity = nan", "min_velocity", 100.0, "100", "a number from 0 to 1,000,000"),
        ("trending.max_age_hours = inf", "max_age_hours", 0.0, "0", "can’t be inf"),
        ("discord.posts_per_run = 6", "posts_per_run", 5, "5", "from 1 to 5"),
        ("discord.posting = 'perhaps'", "posting", False, "false", "true or false"),
        ("discord.channel_id = -1", "channel_id", None, "none", "a channel ID or link"),
        ("window.appearance = 'pink'", "appearance", "system", '"system"', '"dark" or "light" or "system"'),
        ("tiktok.browser_path = 5", "browser_path", "", "none", "text"),
        ("score.reach = -0.1", "score_reach", 0.15, "0.15", "a number from 0 to 100"),
        (
            "trending.limit = 1979-05-27",
            "trending_limit",
            50,
            "50",
            "[trending] limit in settings.toml can’t be 1979-05-27.",
        ),
        ("trending.limit = [true]", "trending_limit", 50, "50", "can’t be [true]."),
        (f"trending.limit = '{'x' * 5000}'", "trending_limit", 50, "50", f'can’t be "{"x" * 60}…".'),
    ],
)
def test_a_bad_value_is_named_and_only_it_gets_its_default(
    path: Path, text: str, name: str, default: object, used: str, said: str
) -> None:
    loaded = settings(path, text + "\ncreators.min_followers = 77\n")
    assert getattr(loaded.values, name) == default
    assert loaded.values.min_followers == 77
    (problem,) = loaded.problems
    assert said in problem
    assert problem.endswith(f"Using {used} for now.")


def test_a_setting_that_moved_says_where_it_is(path: Path) -> None:
    [problem] = settings(path, "[trending]\nevery_minutes = 3\n").problems
    assert problem == (
        "[trending] every_minutes in settings.toml has no effect. "
        "Each source has a frequency now: tiktrack sources set trending --every MINUTES"
    )


async def test_a_feeds_frequency_is_taken_out_of_the_file_once(path: Path) -> None:
    loaded = settings(path, "[trending]\n# mine\nlimit = 40\nevery_minutes = 30\n")
    assert loaded.problems == ()
    assert await loaded.take_feed_minutes() == 30
    assert path.read_text(encoding="utf-8") == "[trending]\n# mine\nlimit = 40\n"
    assert await loaded.take_feed_minutes() is None
    assert loaded.values.trending_limit == 40


@pytest.mark.parametrize("minutes", ["3", "20_000", "true", '"30"', "30.5"])
async def test_a_frequency_the_feed_cannot_have_stays_in_the_file(path: Path, minutes: str) -> None:
    loaded = settings(path, f"[trending]\nevery_minutes = {minutes}\n")
    assert await loaded.take_feed_minutes() is None
    assert "every_minutes" in path.read_text(encoding="utf-8")


def test_every_bad_value_is_named(path: Path) -> None:
    loaded = settings(path, "window = 5\n[trending]\nlimit = 0\nraw_days = 0\n", MIN_FOLLOWERS="few")
    assert len(loaded.problems) == 4
    assert loaded.values == Values()


def test_a_bad_variable_is_named_and_fixes_nothing(path: Path) -> None:
    loaded = settings(path, "[creators]\nmin_followers = 77\n", MIN_FOLLOWERS="10k")
    assert loaded.values.min_followers == 77
    assert loaded.locked == {}
    assert loaded.problems == (
        'MIN_FOLLOWERS in the environment can’t be "10k". It must be a whole number from 0 to 10,000,000,000. '
        "Using 77 for now.",
    )


def test_a_variable_of_the_file_is_named_with_it(path: Path) -> None:
    loaded = Settings(path, Environment({"MIN_FOLLOWERS": "10k"}, from_file=frozenset({"MIN_FOLLOWERS"})))
    assert loaded.problems[0].startswith('MIN_FOLLOWERS in .env can’t be "10k".')


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[trending]\nlimt = 5", "[trending] limt in settings.toml isn’t a known setting. Did you mean limit?"),
        ("[trending]\nposting = true", "[trending] posting in settings.toml isn’t a known setting."),
        ("[trendng]\nlimit = 5", "[trendng] in settings.toml isn’t a known setting. Did you mean [trending]?"),
        ("[future]\nkey = 1", "[future] in settings.toml isn’t a known setting."),
        ("limit = 5", "limit in settings.toml isn’t a known setting."),
    ],
)
def test_what_is_unknown_is_said_with_what_may_be_meant(path: Path, text: str, said: str) -> None:
    loaded = settings(path, text)
    assert loaded.problems == (said,)
    assert loaded.values == Values()


def test_a_variable_that_is_almost_ours_is_said_and_others_are_not(path: Path) -> None:
    names = ("MIN_FOLOWERS", "DISCORD_TOKEN", "HOME", "POSTGRES_PASSWORD", "MIN_FOLLOWERS")
    loaded = Settings(path, Environment(dict.fromkeys(names, "1"), from_file=frozenset(names)))
    assert loaded.problems == (
        "DISCORD_TOKEN in .env isn’t a known variable. Did you mean DISCORD_BOT_TOKEN?",
        "MIN_FOLOWERS in .env isn’t a known variable. Did you mean MIN_FOLLOWERS?",
    )
    assert Settings(path, Environment(dict.fromkeys(names, "1"))).problems == (
        "MIN_FOLOWERS in the environment isn’t a known variable. Did you mean MIN_FOLLOWERS?",
    )
    assert "Did you mean RATE_LIMIT_DELAY?" in Settings(path, Environment({"rate_limit_delay": "1"})).problems[0]


@pytest.mark.parametrize(
    ("written", "alerts", "problems"),
    [
        ("[window]\nnotifications = false\n", "off", 0),
        ("[window]\nnotifications = true\n", "all", 0),
        ('[window]\nnotifications = "no"\n', "all", 1),  # never was a value
        ('[window]\nnotifications = false\n[alerts]\nnotify = "score"\n', "score", 0),
        ('[window]\nnotifications = true\n[alerts]\nnotify = "off"\n', "off", 0),
    ],
)
def test_notifications_that_were_switched_off_stay_off(path: Path, written: str, alerts: str, problems: int) -> None:
    loaded = settings(path, written)
    assert loaded.values.alerts == alerts
    assert len(loaded.problems) == problems


@pytest.mark.parametrize("choice", ["all", None])
async def test_a_choice_of_alerts_takes_the_place_of_the_former_switch(path: Path, choice: str | None) -> None:
    loaded = settings(path, "[window]\n# quiet please\nnotifications = false\nclose_to_tray = false\n")
    await loaded.save(alerts=choice)
    assert loaded.values.alerts == "all"
    text = path.read_text(encoding="utf-8")
    assert "notifications" not in text
    assert "close_to_tray = false" in text
    await loaded.save(alerts="score")
    assert settings(path).values.alerts == "score"


@pytest.mark.parametrize(
    ("written", "value", "problems"), [("22:00", "22:00", 0), ("7.30", "07:30", 0), ("", "", 0), ("25:00", "", 1)]
)
def test_the_quiet_time_is_a_time_of_the_day(path: Path, written: str, value: str, problems: int) -> None:
    loaded = settings(path, f'[alerts]\nquiet_from = "{written}"\n')
    assert loaded.values.alerts_quiet_from == value
    assert len(loaded.problems) == problems


async def test_an_environment_that_could_not_be_read_stays_a_problem_whatever_is_saved(path: Path) -> None:
    loaded = Settings(path, Environment(problems=("Couldn’t read .env.",)))
    await loaded.save(trending_limit=60)
    assert loaded.problems == ("Couldn’t read .env.",)


TEN_THOUSAND = [
    "10.000",
    "10,000",
    "10 000",
    "10\u00a0000",
    "10\u202f000",
    "10'000",
    "10’000",
    "10_000",
    "１０，０００",
]


@pytest.mark.parametrize("text", [*TEN_THOUSAND, '"10.000"', " 10.000 ", "10.000\r", "10,000  # followers"])
def test_ten_thousand_is_ten_thousand_however_its_digits_are_grouped(path: Path, text: str) -> None:
    loaded = settings(path, MIN_FOLLOWERS=text)
    assert (loaded.values.min_followers, loaded.problems) == (10_000, ())
    in_file = settings(path, f"[creators]\nmin_followers = {text if text == '10.000' else json.dumps(text)}\n")
    assert (in_file.values.min_followers, in_file.problems) == (10_000, ())


@pytest.mark.parametrize("text", ["1.234.567", "1,234,567", "1 234 567"])
def test_so_are_millions(path: Path, text: str) -> None:
    assert settings(path, MIN_FOLLOWERS=text).values.min_followers == 1_234_567


@pytest.mark.parametrize("text", ["10k", "10.5", "10.00.000", "10,00", "ten", "10.000,5", "10.0000", "10.00"])
def test_what_is_no_whole_number_is_refused_by_name(path: Path, text: str) -> None:
    loaded = settings(path, MIN_FOLLOWERS=text)
    assert loaded.values.min_followers == Values().min_followers
    assert loaded.problems[0].startswith(f'MIN_FOLLOWERS in the environment can’t be "{text}".')


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(("2.5", 2.5), ("2,5", 2.5), ("0.125", 0.125), ("2.125", 2.125), ("10.0", 10), ("12", 12), ("1e3", 1000)),
        *(("1.234,5", 1234.5), ("1,234.5", 1234.5), ("1 234,5", 1234.5), ("10 000", 10_000), ("10'000", 10_000)),
        *(("1.000.000", 1_000_000), (" 2.5 ", 2.5), ("'2.5'", 2.5), ("2.5 # per minute", 2.5)),
    ],
)
def test_a_fraction_stays_one(path: Path, text: str, value: float) -> None:
    loaded = settings(path, TIKTOK_MIN_ENGAGEMENT_VELOCITY=text)
    assert (loaded.values.min_velocity, loaded.problems) == (value, ())


@pytest.mark.parametrize("text", ["10.000", "10,000", "2,125", "1.500"])
def test_what_may_be_a_fraction_or_thousands_is_refused_with_both(path: Path, text: str) -> None:
    (problem,) = settings(path, TIKTOK_MIN_ENGAGEMENT_VELOCITY=text).problems
    assert f'can’t be "{text}". Write {text.replace(".", "").replace(",", "")} or ' in problem
    if "." in text:
        (problem,) = settings(path, f"[trending]\nmin_velocity = {text}\n").problems
        assert problem.startswith(f"[trending] min_velocity in settings.toml can’t be {text}. Write")


def test_a_value_of_the_file_that_a_variable_overrides_is_said(path: Path) -> None:
    text = "[creators]\nmin_followers = 77\n[trending]\nlimit = 60\n"
    loaded = settings(path, text, MIN_FOLLOWERS="10.000", TIKTOK_TRENDING_LIMIT="60")
    assert loaded.problems == (
        "[creators] min_followers in settings.toml has no effect: MIN_FOLLOWERS in the environment overrides it.",
    )


def test_text_is_taken_for_what_it_says(path: Path) -> None:
    loaded = settings(path, "[discord]\nchannel_id = '123456789012345678'\nposting = 'true'\n")
    assert loaded.problems == ()
    assert loaded.values.channel_id == 123456789012345678
    assert loaded.values.posting is True


@pytest.mark.parametrize("text", ["[trending\na = 1\n", "a = 1\na = 2\nb = 3", "limit = \na = 1\n"])
async def test_a_file_that_is_not_toml_is_a_problem_and_is_not_overwritten(path: Path, text: str) -> None:
    loaded = settings(path, text)
    (problem,) = loaded.problems
    assert "Couldn’t read settings.toml" in problem
    assert "line 1" in problem or "line 2" in problem
    with pytest.raises(BadInput, match="Couldn’t read"):
        await loaded.save(trending_limit=60)
    assert path.read_text() == text


def test_a_file_that_is_no_text_is_a_problem(path: Path) -> None:
    path.write_bytes("[trending]".encode("utf-16"))
    assert "Couldn’t read" in settings(path).problems[0]


def test_a_byte_order_mark_does_no_harm(path: Path) -> None:
    path.write_bytes(b"\xef\xbb\xbf[trending]\nlimit = 60\n")
    assert settings(path).values.trending_limit == 60


async def test_a_change_holds_and_is_there_the_next_time(path: Path) -> None:
    loaded = settings(path)
    await loaded.save(min_velocity=80, appearance="dark", channel_id=9_007_199_254_740_993)
    assert loaded.values.min_velocity == 80
    assert settings(path).values == loaded.values
    assert loaded.values == msgspec.structs.replace(
        Values(), min_velocity=80, appearance="dark", channel_id=9_007_199_254_740_993
    )


async def test_changes_at_the_same_time_all_hold(path: Path) -> None:
    loaded = settings(path)
    await asyncio.gather(
        loaded.save(min_velocity=80),
        loaded.save(trending_limit=60),
        loaded.save(max_age_hours=48),
        loaded.save(min_followers=500),
    )
    values = settings(path).values
    assert (values.min_velocity, values.trending_limit, values.max_age_hours, values.min_followers) == (80, 60, 48, 500)
    assert loaded.values == values


async def test_a_change_is_told_once_it_holds_and_the_file_is_not_written_in_the_loops_thread(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded = settings(path)
    told: list[float] = []
    loaded.changed.connect(lambda: told.append(loaded.values.min_velocity))
    writers: list[threading.Thread] = []
    write = settings_file.write

    def watched(*args: Any) -> None:
        writers.append(threading.current_thread())
        write(*args)

    monkeypatch.setattr(settings_file, "write", watched)
    await loaded.save(min_velocity=80)
    assert told == [80]
    assert threading.main_thread() not in writers
    with pytest.raises(BadInput):
        await loaded.save(min_velocity=-1)
    assert told == [80]


async def test_a_change_keeps_comments_order_and_what_is_not_ours(path: Path) -> None:
    await settings(path, COMMENTED).save(trending_limit=70, close_to_tray=False)
    assert path.read_text() == COMMENTED.replace("60", "70") + "\n[window]\nclose_to_tray = false\n"


async def test_a_change_keeps_what_was_edited_by_hand_in_the_meantime(path: Path) -> None:
    loaded = settings(path, "[trending]\nlimit = 60\n")
    path.write_text("[trending]\nlimit = 60\nmin_velocity = 5\n")
    await loaded.save(trending_limit=70)
    assert loaded.values.min_velocity == 5


async def test_a_change_leaves_other_bad_values_in_the_file(path: Path) -> None:
    loaded = settings(path, "[trending]\nlimit = 0\nraw_days = 0\n")
    await loaded.save(trending_limit=70)
    assert path.read_text() == "[trending]\nlimit = 70\nraw_days = 0\n"
    assert len(loaded.problems) == 1


async def test_nothing_takes_a_setting_out_of_the_file(path: Path) -> None:
    loaded = settings(path, "[discord]\nchannel_id = 5\nposting = true\n")
    await loaded.save(channel_id=None)
    assert loaded.values.channel_id is None
    assert path.read_text() == "[discord]\nposting = true\n"


async def test_a_table_takes_the_place_of_what_stood_under_its_name(path: Path) -> None:
    loaded = settings(path, "window = 5\n")
    await loaded.save(appearance="light")
    assert settings(path).values.appearance == "light"
    assert loaded.problems == ()


async def test_a_change_out_of_bounds_changes_nothing(path: Path) -> None:
    loaded = settings(path, COMMENTED)
    with pytest.raises(BadInput, match=r"\[trending\] limit can’t be 501. It must be a whole number from 1 to 500."):
        await loaded.save(min_velocity=5, trending_limit=501)
    assert path.read_text() == COMMENTED
    assert loaded.values.min_velocity == 100


async def test_a_locked_setting_cannot_be_changed(path: Path) -> None:
    loaded = settings(path, MIN_FOLLOWERS="5")
    with pytest.raises(BadInput, match="MIN_FOLLOWERS"):
        await loaded.save(min_followers=6)
    assert not path.exists()


async def test_a_link_is_replaced_and_nothing_is_written_where_it_leads(path: Path, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    real.write_text(COMMENTED)
    path.symlink_to(real)
    await settings(path).save(trending_limit=70)
    assert not path.is_symlink()
    assert "limit = 70  # enough" in path.read_text()
    assert real.read_text() == COMMENTED


async def test_a_change_that_cannot_be_written_is_told_in_words_and_does_not_hold(path: Path) -> None:
    loaded = settings(path, COMMENTED)
    path.with_name("settings.toml.new").mkdir()
    with pytest.raises(CannotWrite, match=r"Couldn’t write to .*settings\.toml"):
        await loaded.save(trending_limit=70)
    assert loaded.values.trending_limit == 60
    assert path.read_text() == COMMENTED


def test_the_weights_are_those_of_the_score(path: Path) -> None:
    assert settings(path).values.score_weights == DEFAULT_WEIGHTS
    assert settings(path, "[score]\nreach = 0\n").values.score_weights["reach"] == 0


def test_no_two_settings_share_a_place_or_a_variable() -> None:
    assert len({key.place for key in KEYS.values()}) == len(KEYS)
    variables = [key.at.variable for key in KEYS.values() if key.at.variable]
    assert len(set(variables)) == len(variables)


def test_a_choice_knows_what_can_be_chosen() -> None:
    assert KEYS["appearance"].choices == ("system", "light", "dark")
    assert KEYS["trending_limit"].choices == ()


def test_every_default_is_within_its_own_bounds() -> None:
    for key in KEYS.values():
        assert key.converted(key.default, key.place) == key.default
        assert dataclasses.asdict(key.at)["hint"]


def test_a_number_knows_its_bounds_and_a_word_has_none() -> None:
    assert KEYS["posts_per_run"].bounds == (1, 5)
    assert KEYS["request_delay"].bounds == (0, 3600)
    with pytest.raises(TypeError):
        _ = KEYS["appearance"].bounds


LINK = "https://discord.com/channels/1100000000000000001/1200000000000000002"


@pytest.mark.parametrize("given", ["1200000000000000002", LINK, "<#1200000000000000002>"])
def test_a_channel_may_be_given_as_discord_shows_it(path: Path, given: str) -> None:
    assert settings(path, f'[discord]\nchannel_id = "{given}"\n').values.channel_id == 1_200_000_000_000_000_002
    assert settings(path, "", DISCORD_CHANNEL_ID=given).values.channel_id == 1_200_000_000_000_000_002
    assert (
        settings(path, "[discord]\nchannel_id = 1200000000000000002\n").values.channel_id == 1_200_000_000_000_000_002
    )


@pytest.mark.parametrize("bad", ['"#trends"', "99999999999999999999", '"99999999999999999999"'])
def test_what_is_no_channel_is_said_and_none_is_used(path: Path, bad: str) -> None:
    loaded = settings(path, f"[discord]\nchannel_id = {bad}\n")
    assert loaded.values.channel_id is None
    assert loaded.problems[0].startswith(f"[discord] channel_id in settings.toml can’t be {bad}.")
    assert "or link" in loaded.problems[0]


# What the file of a folder from elsewhere must not decide by itself


async def test_a_browser_that_only_the_file_names_is_unconfirmed_until_it_is_confirmed(path: Path) -> None:
    loaded = settings(path, '[tiktok]\nbrowser_path = "/theirs/chrome"\n[store]\nurl = "mysql://them@evil.example/x"\n')
    assert set(loaded.unconfirmed()) == {"browser_path", "database_url"}
    assert await loaded.confirm("browser_path")
    assert set(loaded.unconfirmed()) == {"database_url"}
    assert await loaded.confirm("database_url")
    assert settings(path).unconfirmed() == {}


async def test_what_is_chosen_in_the_window_is_confirmed_with_it(path: Path) -> None:
    loaded = settings(path)
    await loaded.save(browser_path="/mine/chrome")
    assert loaded.unconfirmed() == {}


async def test_another_setting_that_is_saved_confirms_nothing(path: Path) -> None:
    loaded = settings(path, '[tiktok]\nbrowser_path = "/theirs/chrome"\n')
    await loaded.save(trending_limit=70)
    assert set(loaded.unconfirmed()) == {"browser_path"}


def test_the_environment_is_its_users_own(path: Path) -> None:
    assert settings(path, TIKTRACK_BROWSER_PATH="/mine/chrome").unconfirmed() == {}


@pytest.mark.parametrize("was_used", [True, False])
def test_the_first_start_of_this_version_adopts_what_this_computer_used_so_far(path: Path, was_used: bool) -> None:
    loaded = settings(path, '[tiktok]\nbrowser_path = "/so/far"\n')
    loaded.adopt(was_used=was_used)
    assert (loaded.unconfirmed() == {}) is was_used
    later = settings(path, '[tiktok]\nbrowser_path = "/from/elsewhere"\n')
    later.adopt(was_used=True)  # as any folder is after its first start
    assert set(later.unconfirmed()) == {"browser_path"}
