"""README's table of settings. `python -m tests.settings_table` regenerates it between the two marks there."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tiktrack_gui.config.keys import Key
from tiktrack_gui.config.values import KEYS

README = Path(__file__).parents[1] / "README.md"
BETWEEN_MARKS = re.compile(r"(?<=<!-- settings -->\n).*(?=<!-- /settings -->)", re.DOTALL)
HEAD = "| setting | meaning | default | allowed | variable |\n| --- | --- | --- | --- | --- |\n"


def table() -> str:
    return HEAD + "".join(map(_row, KEYS.values()))


def _row(key: Key) -> str:
    default = "none" if key.default is None else f"`{json.dumps(key.default)}`"
    variable = f"`{key.at.variable}`" if key.at.variable else ""
    return f"| `{key.place}` | {key.at.hint} | {default} | {key.allowed} | {variable} |\n"


if __name__ == "__main__":
    README.write_text(BETWEEN_MARKS.sub(lambda _: table(), README.read_text(encoding="utf-8")), encoding="utf-8")
