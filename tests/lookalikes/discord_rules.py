"""What Discord demands of a message."""

from __future__ import annotations

from collections.abc import Mapping

from tests.lookalikes.discord_permissions import Permission
from tests.lookalikes.discord_state import Json, Refused, invalid_body

MAX_EMBED_CHARACTERS = 6_000
MAX_CONTENT = 2_000  # by Discord's reference; the OpenAPI document says 4,000


def needed_for(body: Json) -> Permission:
    needed = Permission.SEND_MESSAGES
    if body.get("embeds"):
        needed |= Permission.EMBED_LINKS
    if body.get("attachments"):
        needed |= Permission.ATTACH_FILES
    return needed


def named_files(body: Json, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The uploaded files by the names given in the body; every file needs a name and every name a file."""
    named = {f"files[{attachment['id']}]": attachment["filename"] for attachment in body.get("attachments") or []}
    if set(named) != set(files):
        raise invalid_body("attachments", "INVALID", "Attachments and files do not match")
    return {named[part]: data for part, data in files.items()}


def check_content(body: Json, files: Mapping[str, bytes]) -> None:
    embeds = body.get("embeds") or []
    if not (body.get("content") or embeds or files):
        raise Refused(400, 50006, "Cannot send an empty message")
    if len(body.get("content") or "") > MAX_CONTENT:
        raise invalid_body("content", "BASE_TYPE_MAX_LENGTH", f"Must be {MAX_CONTENT} or fewer in length.")
    if sum(map(_characters, embeds)) > MAX_EMBED_CHARACTERS:
        raise invalid_body("embeds", "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000")
    for embed in embeds:
        for part in ("thumbnail", "image"):
            url = embed.get(part, {}).get("url", "")
            if url.startswith("attachment://") and url.removeprefix("attachment://") not in files:
                raise invalid_body("embeds", "EMBED_IMAGE_UNKNOWN", "No such attachment")


def _characters(embed: Json) -> int:
    texts = [embed.get("title"), embed.get("description"), embed.get("footer", {}).get("text")]
    texts += [field[part] for field in embed.get("fields", []) for part in ("name", "value")]
    return sum(len(text.strip()) for text in texts if text)
