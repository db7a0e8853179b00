"""What everything else builds on: the settings, tokens, clock and network of a data folder, and its browsers."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tiktrack_gui.app.sandbox import Sandbox
from tiktrack_gui.clock import Clock, SystemClock
from tiktrack_gui.config import cookies, environment
from tiktrack_gui.config.network import Network
from tiktrack_gui.config.settings import Settings
from tiktrack_gui.config.tokens import PassingKeyring, Tokens, system_keyring
from tiktrack_gui.host.autostart import login_command, login_entry
from tiktrack_gui.host.logs import Secrets
from tiktrack_gui.host.paths import DataFolder, browsers_folder
from tiktrack_gui.host.post_memory import PostMemoryFile
from tiktrack_gui.services.autostart import Autostart
from tiktrack_gui.services.budget import RequestBudget

if TYPE_CHECKING:
    from playwright.async_api import Cookie

    from tiktrack_gui.clients.browser.browsers import Browsers
    from tiktrack_gui.clients.tiktok.window import TikTokWindow

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Foundation:
    """What everything else builds on, including the clients."""

    folder: DataFolder
    environment: environment.Environment
    settings: Settings
    tokens: Tokens
    secrets: Secrets
    clock: Clock
    budget: RequestBudget
    network: Network
    tiktok_window: TikTokWindow
    sandbox: Sandbox

    @classmethod
    def read(cls, folder: DataFolder, secrets: Secrets, *, demo: bool = False) -> Foundation:
        """Reads the environment and the settings; logs every unusable value.

        demo: the user's tokens are neither read nor changed.
        """
        from tiktrack_gui.clients.tiktok.window import TikTokWindow

        variables = environment.read(folder.env)
        settings = Settings(folder.settings, variables)
        for problem in settings.problems:
            log.warning("%s", problem)
        settings.adopt(was_used=PostMemoryFile(folder).is_there())
        clock = SystemClock()
        passing = PassingKeyring()
        tokens = Tokens(variables, secrets, (lambda: passing) if demo else system_keyring)
        sandbox = Sandbox()
        network = Network(settings, tokens, secrets)
        found = _browsers(folder, variables, settings, network, sandbox)
        return cls(
            folder=folder,
            environment=variables,
            settings=settings,
            secrets=secrets,
            tokens=tokens,
            clock=clock,
            budget=RequestBudget(clock, lambda: settings.values.request_delay),
            network=network,
            tiktok_window=TikTokWindow(found, partial(_kept_cookies, tokens), variables.browser_args, proxies=network),
            sandbox=sandbox,
        )


def is_old_browser_chosen(base: Foundation) -> bool:
    """Whether the settings still name one in the data folder, which an earlier version downloaded."""
    return Path(base.settings.values.browser_path).is_relative_to(base.folder.old_browsers)


def browsers(base: Foundation) -> Browsers:
    return _browsers(base.folder, base.environment, base.settings, base.network, base.sandbox)


def _browsers(
    folder: DataFolder, variables: environment.Environment, settings: Settings, network: Network, sandbox: Sandbox
) -> Browsers:
    from tiktrack_gui.clients.browser.browsers import Browsers
    from tiktrack_gui.clients.tiktok.trial import try_out

    trial = partial(try_out, args=variables.browser_args)
    return Browsers(
        browsers_folder(),
        lambda: settings.values.browser_path,
        trial,
        network,
        is_confirmed=lambda: "browser_path" not in settings.unconfirmed(),
        old_folder=folder.old_browsers,
        on_unsandboxed=sandbox.lost.emit,
    )


async def _kept_cookies(tokens: Tokens) -> Sequence[Cookie]:
    return [
        {"name": name, "value": value, "domain": ".tiktok.com", "path": "/", "secure": True}
        for name, value in (await cookies.kept(tokens)).items()
    ]


def autostart(base: Foundation) -> Autostart:
    return Autostart(login_entry(), login_command(base.folder))
