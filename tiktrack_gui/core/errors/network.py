"""What lies between here and everybody: certificates that can't be verified, and proxies. The words of both."""

from __future__ import annotations

from enum import StrEnum

UNTRUSTED = (
    "The usual cause is a company network or a virus scanner that inspects traffic: its certificate must be installed "
    "on this computer. A wrong clock is another."
)
LOGIN = "Enter them in Settings, under Advanced."
LOGIN_IN_TERMINAL = "Save them with `tiktrack token set proxy`."
PROXY = "Check the proxy in Settings, under Network, or ask whoever runs the network."


class ProxyFault(StrEnum):
    """What is wrong with a proxy."""

    UNREACHABLE = "unreachable"
    SIGN_IN = "sign_in"
    LOGIN_REFUSED = "login_refused"
    REFUSED = "refused"
    UNSUITABLE = "unsuitable"


def untrusted(host: str) -> str:
    return f"Couldn’t verify {host}’s certificate."


def proxy_failed(fault: ProxyFault, proxy: str, whom: str) -> tuple[str, str, str]:
    """Returns the sentence and the advice, for the window and for the terminal. whom: "TikTok". proxy: "" = unknown."""
    named = f"proxy {proxy}" if proxy else "proxy"
    match fault:
        case ProxyFault.SIGN_IN:
            return f"The {named} wants a user name and password.", LOGIN, LOGIN_IN_TERMINAL
        case ProxyFault.LOGIN_REFUSED:
            return f"The {named} didn’t accept the user name and password.", LOGIN, LOGIN_IN_TERMINAL
        case ProxyFault.REFUSED:
            advice = f"Ask whoever runs the network to allow {whom}."
            return f"The {named} doesn’t let TikTrack reach {whom}.", advice, advice
        case ProxyFault.UNSUITABLE:
            advice = "Enter the URL of an HTTP proxy in Settings, under Network, if there is one."
            terminal = "If there is an HTTP proxy, set its URL: proxy under [network] in settings.toml."
            return f"TikTrack can’t reach {whom} through the {named}: it isn’t an HTTP proxy.", advice, terminal
        case _:
            terminal = "Check the proxy (proxy under [network] in settings.toml, HTTPS_PROXY), or ask whoever runs it."
            return f"Couldn’t reach the {named}.", PROXY, terminal
