"""The numbers of a candidate's figures as one text, which is read many times as fast (`core.discovery.packed`)."""

from __future__ import annotations

from base64 import b64encode
from math import nan
from struct import Struct
from typing import Any

from tiktrack_gui.store import dialects

COLUMNS = (
    "at videos usual usual_videos viral_id viral_at viral_views viral_times viral_known viral_provisional "
    "viral_rounded viral_videos trend since growth growth_low growth_high growth_samples week week_margin month "
    "month_margin jump_since jump_until jump_amount engagement engagement_videos comments_per_1000 posts_per_week ads"
).split()
TRENDS = {"unknown": 0, "growing": 1, "flat": 2, "fading": 3}
NUMBERS = Struct("<" + "".join("q" if name == "viral_id" else "d" for name in COLUMNS))


def up(migrator: Any, db: Any) -> None:
    dialects.of(db).run_step(db, "ALTER TABLE creator_figures ADD COLUMN packed {text}")
    found = db.execute_sql(f"SELECT creator_id, {', '.join(COLUMNS)} FROM creator_figures").fetchall()
    statement = "UPDATE creator_figures SET packed = ? WHERE creator_id = ?".replace("?", db.param)
    for creator_id, *values in found:
        db.execute_sql(statement, (_packed(dict(zip(COLUMNS, values, strict=True))), creator_id))


def _packed(values: dict[str, Any]) -> str:
    numbers = [nan if value is None else value for value in (values | {"trend": TRENDS[values["trend"]]}).values()]
    numbers[COLUMNS.index("viral_id")] = values["viral_id"] or 0
    return b64encode(NUMBERS.pack(*numbers)).decode("ascii")
