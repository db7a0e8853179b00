"""What people paste as tokens: found in whatever it is copied from, or refused by its name."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiktrack_gui.config.pasted import Kind, clean
from tiktrack_gui.core.errors import BadInput

BOT = "MTEyMjMzNDQ1NTY2Nzc4ODk5.GaBcDe.not-a-real-token_not-a-real-token"
MS = "not-a-real-msToken_" + "Ab0-_" * 18 + "=="
SESSION = "0123456789abcdef" * 2
DOUYIN = "another-sites-token-" + "Zz9_" * 20

INVISIBLE = "\u200b\u200c\u200e\u2060\ufeff\u00ad\u202a\u202c\u2066\u2069\u180e\ufe0f"


def exported(**cookies: str) -> list[dict[str, object]]:
    """Cookies as browser extensions and playwright export them."""
    return [
        {"domain": ".tiktok.com", "httpOnly": False, "name": n, "path": "/", "value": v} for n, v in cookies.items()
    ]


def cookies_txt(*rows: tuple[str, str, str], prefix: str = "") -> str:
    lines = (f"{prefix}{domain}\tTRUE\t/\tTRUE\t1899999999\t{name}\t{value}" for domain, name, value in rows)
    return "# Netscape HTTP Cookie File\n\n" + "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    "pasted",
    [
        BOT,
        f"  {BOT}\r\n",
        f'"{BOT}"',
        f"“{BOT}”",
        f"<{BOT}>",
        # With its scheme or its name
        *(f"Bot {BOT}", f"bot\t{BOT}", f"'Bot {BOT}'", f"Bot\n{BOT}", f"Bot{BOT}", f"Authorization: Bot {BOT}"),
        *(f"DISCORD_BOT_TOKEN={BOT}", f'DISCORD_TOKEN = "{BOT}"', f'"token": "{BOT}",', f"Token: {BOT}"),
        *(f"export DISCORD_TOKEN={BOT}", f"export X='{BOT}'", f"set TOKEN={BOT}", f'$env:TOKEN = "{BOT}"'),
        # In a command, a program or a file
        f"client.run('{BOT}')",
        f"curl -H 'Authorization: Bot {BOT}' https://discord.com/api/v10/users/@me",
        f"CLIENT_ID=112233445566778899\nCLIENT_SECRET={'aB3-' * 8}\nTOKEN={BOT}\nPUBLIC_KEY={'0123abcd' * 8}\n",
        json.dumps({"prefix": "!", "token": BOT}),
        f"{BOT}\n112233445566778899\n",
        # Broken into lines
        *(BOT[:place] + "\n" + BOT[place:] for place in (4, 5, 8, 24, 25, 31, 40, len(BOT) - 3)),
        *(BOT[:40] + between + BOT[40:] for between in (" ", "\r\n", " \n  ", "\n\n", "\u2028")),
        *(BOT[:20] + "\n" + BOT[20:45] + "\n" + BOT[45:], f"TOKEN={BOT[:30]}\n{BOT[30:]}"),
    ],
)
def test_a_bot_token_is_understood_as_it_was_pasted(pasted: str) -> None:
    assert clean(Kind.DISCORD, pasted) == BOT


@pytest.mark.parametrize(
    "pasted",
    [
        MS,
        f" {MS}\n",
        f"<{MS}>",
        # With its name
        *(f"ms_token={MS}", f"msToken={MS};", f"msToken={MS.replace('=', '%3D')}", f"TIKTOK_MS_TOKEN='{MS}'"),
        *(f'"msToken": "{MS}"', f"msToken: {MS}", f"msToken\t{MS}", f"msToken\n{MS}", f"msToken {MS}", f"MSTOKEN={MS}"),
        *(f"export ms_token='{MS}'", f'setx TIKTOK_MS_TOKEN "{MS}"', f"os.environ['ms_token'] = '{MS}'"),
        *(f'ms_tokens=["{MS}"], num_sessions=1', f"ms_tokens = [\n  '{MS}',\n]", f"ms_tokens:\n  - {MS}\n"),
        # Of a browser's tools
        f"msToken\t{MS}\t.tiktok.com\t/\t2026-12-08T10:00:00.000Z\t155\t\t✓\tNone",
        f"Cookie: tt_csrf_token=abc; msToken={MS}; ttwid=1%7Cabc",
        f"set-cookie: msToken={MS}; Path=/; Domain=.tiktok.com; Secure",
        f"https://www.tiktok.com/api/?aid=1988&msToken={MS}&X-Bogus=abc",
        f"curl 'https://www.tiktok.com/' \\\n  -H 'cookie: sessionid={SESSION}; msToken={MS}; a=b' --compressed",
        f'curl ^"https://www.tiktok.com/^" ^\n  -b ^"a=b; msToken={MS.replace("=", "^%^3D")}; ttwid=x^"',
        f'fetch("x", {{"headers": {{"cookie": "a=b; msToken={MS}; c=d"}}}});',
        f'$session.Cookies.Add((New-Object System.Net.Cookie("msToken", "{MS}", "/", ".tiktok.com")))',
        # Exported
        json.dumps(exported(sessionid=SESSION, msToken=MS), indent=1),
        json.dumps({"cookies": exported(ttwid="1%7Cx", msToken=MS), "origins": []}),
        json.dumps({"log": {"entries": [{"request": {"cookies": exported(msToken=MS)}}]}}),
        json.dumps({"ttwid": "x", "msToken": MS}),
        json.dumps({"headers": {"cookie": f"a=b; msToken={MS}; c=d"}}),
        json.dumps([{"domain": ".douyin.com", "name": "msToken", "value": DOUYIN}, *exported(msToken=MS)]),
        json.dumps(exported(msToken=MS))[1:-1] + ',\n{"domain": ".tikt',
        f'"name": "msToken",\n"value": "{MS}",',
        f"name: msToken\nvalue: {MS}\ndomain: .tiktok.com",
        f"Name\tmsToken\r\nValue\t{MS}\r\nDomain\t.tiktok.com",
        f"{{name: 'msToken', value: '{MS}', path: '/'}}",
        f"name=msToken&value={MS}",
        f"Cookie name: msToken; cookie value: {MS}",
        cookies_txt((".tiktok.com", "sessionid", SESSION), (".tiktok.com", "msToken", MS)),
        cookies_txt((".douyin.com", "msToken", DOUYIN), ("www.tiktok.com", "msToken", MS), (".tiktok.com", "a", "b")),
        cookies_txt((".tiktok.com", "msToken", MS), prefix="#HttpOnly_"),
        cookies_txt((".tiktok.com", "msToken", MS)).replace("\t", " "),
        f"SESSION={SESSION}\nms_token={MS}\nOTHER=1\n",
        f"ms_token=your_token_here\nms_token={MS}\n",
        # Broken into lines
        *(MS[:place] + "\n" + MS[place:] for place in (3, 60, len(MS) - 1)),
        *(
            f"msToken={MS[:50]}\n{MS[50:]}",
            f"Cookie: a=b; msToken={MS[:50]}\r\n{MS[50:]}; ttwid=2",
            f"{MS[:9]} {MS[9:]}",
        ),
    ],
)
def test_an_ms_token_is_understood_as_it_was_pasted(pasted: str) -> None:
    assert clean(Kind.TIKTOK, pasted) == MS


@given(st.data())
def test_what_a_page_or_a_shell_hides_in_a_token_is_left_out(data: st.DataObject) -> None:
    kind, token, wrapped = data.draw(
        st.sampled_from([(Kind.DISCORD, BOT, "Bot {}"), (Kind.TIKTOK, MS, "msToken={}"), (Kind.TIKTOK, MS, "{}")])
    )
    signs = data.draw(
        st.dictionaries(st.integers(0, len(token)), st.text(INVISIBLE, min_size=1, max_size=3), max_size=6)
    )
    hidden = "".join(signs.get(place, "") + letter for place, letter in enumerate(token)) + signs.get(len(token), "")
    assert clean(kind, wrapped.format(hidden)) == token


@pytest.mark.parametrize(
    ("pasted", "name"),
    [
        *(
            (text, "client secret")
            for text in ("aB3_-efg" * 4, f"CLIENT_SECRET={'x9Yz' * 8}", f"Client Secret: {'q' * 32}")
        ),
        *((text, "public key") for text in ("0123abcd" * 8, f"PUBLIC_KEY={'0f' * 32}", f"public key {'ab' * 32}")),
        *(
            (text, "an ID")
            for text in ("112233445566778899", "APPLICATION_ID=1122334455667788990", "<112233445566778899>")
        ),
        *(
            (f"https://{host}/api{version}/webhooks/112233445566778899/abc", "webhook")
            for host, version in (("discord.com", ""), ("discordapp.com", "/v10"), ("ptb.discord.com", ""))
        ),
        ("https://discord.com/oauth2/authorize?client_id=112233445566778899&scope=bot", "invite link"),
        ("https://discord.com/channels/1/2", "a link"),
        ("mfa." + "aB3_" * 21, "user’s account"),
        ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-def_ghi", "another service"),
        *((text, "placeholder") for text in ("YOUR_BOT_TOKEN", "your.bot.token", "<token>", "${TOKEN}", "xxx.xxx.xxx")),
        *((text, "msToken") for text in (MS, f"msToken={MS}", f"Cookie: a=b; msToken={MS}")),
        *((BOT[:place], "only a part") for place in (33, 40, 50)),
        *(
            (text, "three parts")
            for text in ("", "hello", "my token, please", "someone@web.example", BOT[:31], f"{BOT} {BOT}x")
        ),
    ],
)
def test_what_is_no_bot_token_is_refused_by_its_name(pasted: str, name: str) -> None:
    with pytest.raises(BadInput, match=name) as caught:
        clean(Kind.DISCORD, pasted)
    assert caught.value.advice == "Copy it from the Discord Developer Portal, under Bot → Reset Token."
    assert not pasted.strip() or pasted not in str(caught.value)


@pytest.mark.parametrize(
    ("pasted", "name"),
    [
        *(
            (text, "placeholder")
            for text in ("your_token_here", "xxx", "x" * 40, "<your ms token>", "$MS_TOKEN", "${MS}")
        ),
        *((f"ms_token={text}", "placeholder") for text in ("YOUR_MS_TOKEN_HERE", "None", "paste-it-here", "'***'")),
        *((text, "sessionid") for text in (SESSION, f"sessionid={SESSION}", f"sessionid\t{SESSION}\t.tiktok.com")),
        *(
            (text, "tt_chain_token")
            for text in ("abcdefghij0123456789Zz==", "tt_chain_token=abc", "a=b; tt_chain_token=x==")
        ),
        *((text, "ttwid") for text in ("1%7Cabcdefghijkl", "1|abcdefghijkl", "ttwid\n1%7Cabcdefghijkl")),
        (
            "Cookie: ttwid=1%7Cabc; sessionid=abc; tt_csrf_token=xyz",
            "only other cookies: ttwid, sessionid, tt_csrf_token",
        ),
        (json.dumps(exported(sessionid_ss=SESSION, odin_tt="ab" * 64)), "sessionid_ss, odin_tt"),
        (cookies_txt((".tiktok.com", "uid_tt", "ab" * 32)), "uid_tt"),
        ("verify_abcdefgh_ijklmnop", "s_v_web_id"),
        ("MS4wLjABAAAA" + "aB3_" * 16, "secUid"),
        *((text, "Discord bot token") for text in (BOT, f" {BOT}\n", f'"{BOT}"')),
        (json.dumps([{"domain": ".douyin.com", "name": "msToken", "value": DOUYIN}]), "isn’t an msToken"),
        (f"name: msToken\nvalue: {DOUYIN}\ndomain: .douyin.com", "isn’t an msToken"),
        *(
            (text, "isn’t an msToken")
            for text in (" ", "short", "https://www.tiktok.com/@somebody", "ms_token=", "a b c")
        ),
    ],
)
def test_what_is_no_ms_token_is_refused_by_its_name(pasted: str, name: str) -> None:
    with pytest.raises(BadInput, match=name) as caught:
        clean(Kind.TIKTOK, pasted)
    assert not pasted.strip() or pasted not in str(caught.value)


@given(st.sampled_from(Kind), st.text(max_size=200) | st.text('{}[]":,.=;\n\t msTokenBot01-_', max_size=200))
def test_any_text_is_taken_or_refused(kind: Kind, text: str) -> None:
    try:
        token = clean(kind, text)
    except BadInput:
        return
    assert token.strip()


@pytest.mark.parametrize(
    ("pasted", "login"),
    [
        ("ann:s3cret", "ann:s3cret"),
        ("ann:s3:cr@t\n", "ann:s3:cr@t"),
        ("http://ann:s3cret@proxy.example:3128", "ann:s3cret"),
        ('"ann:s3cret"', "ann:s3cret"),
        ("TIKTRACK_PROXY_LOGIN='ann:s3cret'", "ann:s3cret"),
        ("export TIKTRACK_PROXY_LOGIN=ann:s3cret", "ann:s3cret"),
        ("OFFICE\\ann:s3cret", "OFFICE\\ann:s3cret"),
    ],
)
def test_the_login_of_a_proxy(pasted: str, login: str) -> None:
    assert clean(Kind.PROXY, pasted) == login


@pytest.mark.parametrize(
    "pasted",
    ["", "ann", "ann:", ":s3cret", "http://proxy.example:3128", "Proxy-Authorization: Basic YW5uOnMz", "a:b\nc"],
)
def test_what_is_no_login_of_a_proxy(pasted: str) -> None:
    with pytest.raises(BadInput):
        clean(Kind.PROXY, pasted)
