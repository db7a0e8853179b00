"""The log: what is written where, and that secrets never are."""

from __future__ import annotations

import gc
import logging
from pathlib import Path

import pytest

from tiktrack_gui.host.log_file import LogFile
from tiktrack_gui.host.logs import LONGEST_LINE, MOST_LINES, Secrets, written

BOT_TOKEN = "A" * 24 + ".Gabcde." + "b-_" * 10  # has the format of a token, but isn't one
MS_TOKEN = "m" * 107 + "=="
WEBHOOK = "https://discord.com/api/webhooks/112233445566778899/" + "w" * 68

log = logging.getLogger("tiktrack_gui.test")


@pytest.fixture(autouse=True)
def nobody_else_writes() -> None:
    """Collects garbage first: objects left by other tests may log when they are finalized."""
    gc.collect()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "tiktrack.log"


@pytest.fixture
def secrets() -> Secrets:
    return Secrets()


def test_the_file_has_info_and_the_terminal_nothing(
    path: Path, secrets: Secrets, capsys: pytest.CaptureFixture[str]
) -> None:
    with written(path, secrets):
        log.info("Fetched %d videos, %d passed engagement filter", 50, 12)
        log.debug("details")
    line = path.read_text()
    assert line.endswith("INFO tiktrack_gui.test: Fetched 50 videos, 12 passed engagement filter\n")
    assert line.count("\n") == 1
    assert capsys.readouterr().err == ""


def test_a_level_brings_the_log_to_the_terminal_too(
    path: Path, secrets: Secrets, capsys: pytest.CaptureFixture[str]
) -> None:
    with written(path, secrets, "debug"):
        log.debug("Video %d passed filter (velocity: %.1f)", 7123456789012345678, 450.5)
    said = "DEBUG tiktrack_gui.test: Video 7123456789012345678 passed filter (velocity: 450.5)\n"
    assert capsys.readouterr().err == said
    assert path.read_text().endswith(said)


def test_a_high_level_quietens_the_terminal_but_not_the_file(
    path: Path, secrets: Secrets, capsys: pytest.CaptureFixture[str]
) -> None:
    with written(path, secrets, "error"):
        log.info("for the file")
    assert capsys.readouterr().err == ""
    assert "for the file" in path.read_text()


def test_libraries_speak_only_from_warnings_on(path: Path, secrets: Secrets) -> None:
    with written(path, secrets, "debug"):
        logging.getLogger("discord.http").debug("a whole request")
        logging.getLogger("discord.http").warning("a warning")
    assert "a whole request" not in path.read_text()
    assert "a warning" in path.read_text()


def test_nothing_is_written_after_the_block(path: Path, secrets: Secrets) -> None:
    with written(path, secrets):
        log.info("within")
    log.error("after")
    assert "after" not in path.read_text()


def test_a_known_secret_is_blanked_wherever_it_stands(path: Path, secrets: Secrets) -> None:
    secret = "s3cr3t/with+signs="
    secrets.add(secret)
    with written(path, secrets, "debug"):
        log.info("in the message: " + secret)
        log.info("in an argument: %s", {"token": secret})
        log.info("in a URL: https://tiktok.com/?x=s3cr3t%2Fwith%2Bsigns%3D&y=1")
        try:
            raise ValueError(f"in a traceback: {secret}")
        except ValueError:
            log.exception("it failed")
    text = path.read_text()
    assert "s3cr3t" not in text
    assert text.count("[secret]") == 4
    assert "y=1" in text
    assert "ValueError: in a traceback: [secret]" in text


@pytest.mark.parametrize(
    ("text", "blanked"),
    [
        (f"token {BOT_TOKEN}.", "token [secret]."),
        (f"'Authorization': 'Bot {BOT_TOKEN}'", "'Authorization': 'Bot [secret]'"),
        (f"Authorization: Bearer {'x' * 30}", "Authorization: Bearer [secret]"),
        (f"POST {WEBHOOK}?wait=1", "POST https://discord.com/api/webhooks/[secret]?wait=1"),
        (f"/api/x/?msToken={MS_TOKEN}&X-Bogus=abc", "/api/x/?msToken=[secret]&X-Bogus=abc"),
        (f'{{"ms_token": "{MS_TOKEN}"}}', '{"ms_token": "[secret]"}'),
        (f"DISCORD_BOT_TOKEN={BOT_TOKEN}", "DISCORD_BOT_TOKEN=[secret]"),
        (f"X-API-KEY: {'k' * 40}", "X-API-KEY: [secret]"),
    ],
)
def test_what_looks_like_a_token_is_blanked_although_unknown(secrets: Secrets, text: str, blanked: str) -> None:
    assert secrets.blank(text) == blanked


@pytest.mark.parametrize(
    "text",
    [
        "Video 7123456789012345678 filtered out (velocity: 8.2 < 100)",
        "The bot isn’t allowed to post in that channel. Give the Bot permissions.",
        "tiktrack_gui.clients.discord.threads.something_long_in_a_module_path",
        "https://www.tiktok.com/@some.body/video/7123456789012345678",
    ],
)
def test_ordinary_lines_stay_as_they_are(secrets: Secrets, text: str) -> None:
    assert secrets.blank(text) == text


def test_a_secret_too_short_to_be_one_does_not_blank_the_log(secrets: Secrets) -> None:
    secrets.add("a")
    secrets.add("")
    assert secrets.blank("a line") == "a line"


def test_a_secret_within_another_leaves_no_rest(secrets: Secrets) -> None:
    secrets.add("secret-part")
    secrets.add("secret-part-and-more")
    assert secrets.blank("x secret-part-and-more y") == "x [secret] y"


def test_what_a_stranger_said_steers_no_terminal_and_a_traceback_keeps_its_lines(
    path: Path, secrets: Secrets, capsys: pytest.CaptureFixture[str]
) -> None:
    with written(path, secrets, "info"):
        try:
            raise ValueError("\x1b[2Jgone\u202e")
        except ValueError:
            log.exception("It said %s", "\x1b]0;title\x07")
    for text in (capsys.readouterr().err, path.read_text(encoding="utf-8")):
        assert not set("\x1b\x07\u202e") & set(text)
        assert "It said �]0;title�\n    Traceback" in text
        assert text.endswith("ValueError: �[2Jgone\n")


FORGED = "2026-11-18 12:00:00,000 INFO tiktrack_gui.session: All is well"
BREAKS = ["\n", "\r\n", "\r", "\v", "\f", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"]


@pytest.mark.parametrize("end", BREAKS)
def test_nobody_writes_a_line_of_their_own(
    path: Path, secrets: Secrets, capsys: pytest.CaptureFixture[str], end: str
) -> None:
    """Neither by a message, ours or a library's, nor by an exception, its cause, its notes, a stack or a name."""
    said = f"mara{end}{FORGED}{end}INFO tiktrack_gui.session: All is well"
    with written(path, secrets, "info"):
        log.warning("It is called %s", said)
        log.warning(said)
        logging.getLogger("discord.http").warning("It is called %s", said)
        logging.getLogger(f"tiktrack_gui.{said}").warning("no more")
        record = logging.LogRecord(log.name, logging.ERROR, "file", 1, "it failed", (), None, sinfo=said)
        record.exc_text = said  # as a record has that came from another process
        log.handle(record)
        try:
            try:
                raise KeyError(said)
            except KeyError as cause:
                error = ValueError(said)
                error.add_note(said)
                raise error from cause
        except ValueError:
            log.exception("it failed")
    begun = ("WARNING tiktrack_gui", "WARNING discord.http", "ERROR tiktrack_gui.test: it failed")
    for text, date in (
        (path.read_text(encoding="utf-8"), len("2026-11-18 12:00:00,000 ")),
        (capsys.readouterr().err, 0),
    ):
        heads = [line for line in text.splitlines() if not line.startswith("    ")]
        assert len(heads) == 6
        assert all(line[date:].startswith(begun) for line in heads)
        assert text.count("\n") == len(text.splitlines())


def test_a_message_is_one_line_in_which_breaks_can_be_seen(path: Path, secrets: Secrets) -> None:
    with written(path, secrets):
        log.info("It said %s", "one\r\ntwo\nthree\u2028four\x1b[31m\u202e")
    assert path.read_text(encoding="utf-8").endswith(": It said one\\ntwo\\nthree four�[31m\n")


def test_what_is_too_long_is_cut(path: Path, secrets: Secrets) -> None:
    secrets.add("s3cr3t-s3cr3t")
    with written(path, secrets):
        log.info("It said %s.", "x" * 1_990 + "s3cr3t-s3cr3t" + "y" * 10_000_000)
        try:
            raise ValueError("z\n" * 1_000_000 + "the end")
        except ValueError:
            log.exception("it failed")
    text = path.read_text(encoding="utf-8")
    assert len(text) < 2 * LONGEST_LINE + 20 * MOST_LINES
    assert "s3cr" not in text
    assert "yyy.\n" in text
    assert text.endswith("    the end\n")


def test_secrets_do_not_show_themselves(secrets: Secrets) -> None:
    secrets.add("hidden-value")
    assert repr(secrets) == "<1 secrets>"


def test_the_file_is_rotated_and_bounded(path: Path, secrets: Secrets, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tiktrack_gui.host.log_file.FILE_SIZE", 1_000)
    with written(path, secrets):
        for number in range(200):
            log.info("line %d", number)
    files = list(path.parent.glob("tiktrack.log*"))
    assert len(files) == 4
    assert all(file.stat().st_size <= 1_000 for file in files)
    assert "line 199" in path.read_text()


def test_a_file_that_cannot_be_rotated_is_written_on(
    path: Path, secrets: Secrets, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tiktrack_gui.host.log_file.FILE_SIZE", 1_000)
    (path.with_name("tiktrack.log.1") / "in the way").mkdir(parents=True)
    monkeypatch.setattr("tiktrack_gui.host.log_file.OLD_FILES", 1)
    with written(path, secrets):
        for number in range(50):
            log.info("line %d", number)
    assert "line 0\n" in path.read_text()
    assert "line 49\n" in path.read_text()


def test_a_log_that_cannot_be_written_is_silent(
    tmp_path: Path, secrets: Secrets, capsys: pytest.CaptureFixture[str]
) -> None:
    with written(tmp_path / "missing" / "tiktrack.log", secrets):
        log.info("nowhere to go")
    assert capsys.readouterr().err == ""


def test_a_mistake_of_ours_in_a_log_line_is_not_silent(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    handler = LogFile(path)
    handler.handle(logging.LogRecord("tiktrack_gui", logging.INFO, "file", 1, "%d videos", ("no number",), None))
    handler.close()
    assert "%d format: a" in capsys.readouterr().err
