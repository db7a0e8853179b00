"""The database on a server: the main job, commands, and the window."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.databases import KINDS, RealServer, Servers, upgraded
from tests.e2e.command import Command
from tests.e2e.test_post import CREATOR
from tests.e2e.window import Driver, Window
from tests.lookalikes.discord import DiscordLookalike
from tests.lookalikes.tiktok import TikTokLookalike
from tests.store.examples import HOUR, a_run, a_video, measured
from tests.store.others import Others, make
from tests.store.test_imports import a_post, a_story
from tests.waiting import LIMIT, until
from tiktrack_gui.clock import SystemClock
from tiktrack_gui.core.database_url import DatabaseUrl, parse_database_url
from tiktrack_gui.store import Store, migrate
from tiktrack_gui.ui.settings.form import SettingsForm

ON_SERVERS = KINDS[1:]
URL = "TIKTRACK_DATABASE_URL"
PASSWORD = "s3cret/with:odd@signs"


@pytest.fixture(params=ON_SERVERS)
def real(request: pytest.FixtureRequest, servers: Servers) -> RealServer:
    return servers[request.param]


def test_two_programs_do_the_main_job_on_one_server(
    real: RealServer, tmp_path: Path, tiktok: TikTokLookalike, discord: DiscordLookalike
) -> None:
    url = real.new()
    env = tiktok.browser_env() | discord.env | {URL: url.full, "RECENT_ACTIVITY_DAYS": "0"}
    env |= {"DISCORD_CHANNEL_ID": str(discord.text), "TIKTOK_MIN_ENGAGEMENT_VELOCITY": "0"}
    one, other = (Command(tmp_path / name, env) for name in ("one", "other"))
    early = one("run", "--once")
    assert early.status == 1
    assert "tiktrack store upgrade" in early.stderr
    steps = sorted(path.stem for path in (Path(migrate.__file__).parent / "migrations").glob("0*.py"))
    assert one("store", "upgrade").stdout == f"Done: {', '.join(steps)}.\n"
    assert other("store", "upgrade").stdout == "The database is up to date already.\n"
    running = [command.start("run", "--once") for command in (one, other)]
    said = [process.communicate(timeout=LIMIT) for process in running]
    assert [process.returncode for process in running] == [0, 0], said
    threads = [thread.name for thread in discord.guild.threads_in(discord.text)]
    assert 5 <= len(threads) == len(set(threads)) <= 10
    verified = other("verify")
    assert verified.status == 0, verified.stderr
    assert re.search(rf"Discord threads +{len(threads)}\n", verified.stdout)
    assert not list(tmp_path.rglob("tiktrack.db"))


def test_a_history_moves_to_a_server_and_back(servers: Servers, offline: Command, tmp_path: Path) -> None:
    url = servers["postgresql"].new()
    before = offline("verify").stdout
    copied = offline("store", "copy", "--to", url.full)
    assert copied.status == 0, copied.stderr
    assert "Copied and compared" in copied.stdout
    on_server = Command(tmp_path / "other", {**offline.env, URL: url.full})
    assert on_server("verify").stdout == before
    shown = on_server("store", "show").stdout
    assert f"Database  {url.shown}\n" in shown
    assert "State     ready\n" in shown
    again = offline("store", "copy", "--to", url.full)
    assert (again.status, again.stdout) == (1, "")
    assert "The target database has data in it already." in again.stderr
    file = tmp_path / "back.db"
    back = on_server("store", "copy", "--to", f"sqlite:///{file}")
    assert (back.status, back.stdout.splitlines()[-1].split()[-1]) == (0, f"sqlite:///{file}")
    assert Command(tmp_path / "third", {URL: f"sqlite:///{file}"})("verify").stdout == before


@pytest.fixture
def of_a_user(servers: Servers) -> Iterator[DatabaseUrl]:
    """The database of a user who has a password; of the servers here, only MariaDB asks for one."""
    real = servers["mariadb"]
    url = upgraded(real.new())
    real.run(
        f"CREATE USER 'team'@'localhost' IDENTIFIED BY '{PASSWORD}'",
        f"GRANT ALL ON {url.place.partition(' ')[0]}.* TO 'team'@'localhost'",
    )
    yield parse_database_url(url.full.replace("root@", "team@"))
    real.run("DROP USER 'team'@'localhost'")


def test_a_password_is_only_where_it_belongs(of_a_user: DatabaseUrl, tmp_path: Path) -> None:
    refused = Command(tmp_path, {URL: of_a_user.full})("verify")
    assert refused.status == 1
    assert "The database server refused TikTrack." in refused.stderr
    whole = Command(tmp_path, {URL: of_a_user.with_password(PASSWORD).full})
    assert whole("verify").status == 0
    assert f"Database  {of_a_user.shown}\n" in whole("store", "show").stdout
    (tmp_path / "settings.toml").write_text(f'[store]\nurl = "{of_a_user.with_password("hunter2hunter2").full}"\n')
    told = Command(tmp_path, {})("verify")
    assert told.status == 1
    assert "The password doesn’t belong in [store] url of settings.toml." in told.stderr
    assert "hunter2" not in told.stderr
    for file in tmp_path.rglob("*.log"):
        assert PASSWORD not in file.read_text()
        assert quote(PASSWORD, safe="") not in file.read_text()


@pytest.mark.desktop
def test_the_keyrings_password_is_used(of_a_user: DatabaseUrl, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text(f'[store]\nurl = "{of_a_user.full}"\n')
    command = Command(tmp_path, {})
    saved = command("token", "set", "database", given=f"{PASSWORD}\n")
    assert saved.stdout == "Saved the database password in the system keyring.\n"
    try:
        assert "new here" in command("verify").stderr
        assert command("trust").status == 0
        assert command("verify").status == 0
    finally:
        assert command("token", "delete", "database").status == 0


def test_another_programs_history_is_shown_and_then_copied(tmp_path: Path, servers: Servers) -> None:
    theirs = tmp_path / "theirs.db"
    make(Others(raw_posts=[a_post(1), a_post(2)], stories=[a_story(1)]), "sqlite", servers, theirs)
    command = Command(tmp_path / "ours", {})
    asked = command("store", "import", f"sqlite:///{theirs}")
    assert asked.status == 0, asked.stderr
    assert asked.stdout.startswith("Would be copied\n")
    assert "Posts: 2 new" in asked.stdout
    assert asked.stdout.endswith("Nothing was copied. To copy it, run this again with --yes.\n")
    done = command("store", "import", f"sqlite:///{theirs}", "--yes")
    assert "Copied\n  Posts: 2 new\n  Stories: 1 new\n" in done.stdout
    again = command("store", "import", f"sqlite:///{theirs}", "--yes")
    assert "Posts: 0 new, 2 already there" in again.stdout
    assert again.stdout.endswith("There is nothing new to copy.\n")
    nothing = command("store", "import", f"sqlite:///{tmp_path / 'nowhere.db'}")
    assert (nothing.status, "Traceback" in nothing.stderr) == (1, False)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("oracle://host/db", "That’s no URL of a database TikTrack can use."),
        ("psycopg3://host", "That database URL has no database name at its end."),
        ("mysql://host:port/db", "That database URL can’t be read."),
        ("sqlite://relative.db", "three slashes"),
        ("mysql://nobody@127.0.0.1:9/db", "The database server can’t be reached."),
        ("psycopg3://nobody@127.0.0.1:9/db", "The database server can’t be reached."),
    ],
)
def test_a_url_that_leads_nowhere_is_one_sentence(tmp_path: Path, url: str, words: str) -> None:
    done = Command(tmp_path, {URL: url}).in_this_process("verify")
    assert done.status == 1
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_missing_driver_is_said_with_what_to_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tiktrack_gui.store.server.find_spec", lambda name: None)
    done = Command(tmp_path, {URL: "postgresql://host/db"}).in_this_process("verify")
    assert done.status == 1
    assert 'pip install "tiktrack-gui[postgresql]"' in done.stderr


def test_backups_are_the_servers(real: RealServer, tmp_path: Path) -> None:
    url = real.like_new()
    done = Command(tmp_path, {URL: url.full}).in_this_process("backup", "now")
    assert done.status == 1
    assert "The database is on a server." in done.stderr
    assert "dump" in done.stderr


def test_the_variable_counts_only_in_the_real_environment(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"{URL}=mysql://127.0.0.1:9/db\n")
    done = Command(tmp_path, {}).in_this_process("store", "show")
    assert f"{URL} is ignored in .env" in done.stderr
    assert str(tmp_path / "tiktrack.db") in done.stdout


# The window


def filled(url: DatabaseUrl) -> None:
    now = int(SystemClock().now())
    with Store(url) as store:
        stories = [measured(a_video(number, at=now, posted_at=now - HOUR)) for number in (1, 2)]
        store.runs.record_run(a_run(stories, at=now), stories).result()


@pytest.mark.desktop
def test_the_window_works_on_a_server_and_goes_on_after_it_was_away(
    drive: Driver, servers: Servers, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = servers["postgresql"]
    url = upgraded(real.new())
    name = url.place
    filled(url)
    monkeypatch.setenv(URL, url.full)

    async def user(window: Window) -> None:
        await until(lambda: len(window.stories) == 2)
        window.main.open_page("settings")
        form = window.find(SettingsForm)
        assert form is not None
        await until(lambda: url.shown in window.words)
        assert "The database is on a server" in window.words
        window.main.open_page("trending")
        window.choose_story("creator1")
        real.run(
            f"ALTER DATABASE {name} ALLOW_CONNECTIONS false",
            f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'",
        )
        window.press("Track creator")
        await until(lambda: "The database server can’t be reached." in window.trouble)
        real.run(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
        window.press("Track creator")
        await until(lambda: "Tracking @creator1" in window.words)

    drive(user)
    assert not drive.folder.database.exists()


@pytest.mark.desktop
def test_a_database_that_is_not_set_up_is_said_in_the_window(
    drive: Driver, servers: Servers, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = servers["postgresql"].new()
    monkeypatch.setenv(URL, url.full)

    async def user(window: Window) -> None:
        await until(lambda: "isn’t set up for this version" in window.trouble)
        upgraded(url)
        window.help_with_trouble("Try again")
        await until(lambda: "Next refresh" in window.words)

    drive(user)


def test_a_creator_posted_by_one_is_posted_already_for_the_other(
    servers: Servers, offline: Command, discord: DiscordLookalike, tmp_path: Path
) -> None:
    url = servers["mariadb"].new()
    assert offline("store", "copy", "--to", url.full).status == 0
    both = [Command(tmp_path / name, {**offline.env, URL: url.full}) for name in ("one", "other")]
    running = [command.start("post", CREATOR, "--channel", str(discord.text), "--json") for command in both]
    said = [process.communicate(timeout=LIMIT) for process in running]
    assert [process.returncode for process in running] == [0, 0], said
    assert len(discord.guild.threads_in(discord.text)) == 1
