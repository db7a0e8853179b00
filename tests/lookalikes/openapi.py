"""Checks exchanges with the Discord look-alike against Discord's own OpenAPI document.

Where the document and the real Discord differ, the real one wins (each difference has its function below):
channel type 16 (media) is missing from the document; attachments and the roles a message may ping have integer IDs
although it says strings;
codes in error details are strings although it says integers; query booleans may be 0 and 1;
`use_nested_fields` is missing; the two bodies of "create thread" are distinguished by `message`; and of the bodies of
"update channel", which accept almost anything together, only a thread's is known here.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT202012

DOCUMENT = Path(__file__).parent.parent / "data" / "discord" / "openapi.json"
UNDOCUMENTED_QUERY = {"use_nested_fields"}

_ROOT = "urn:discord"
_CREATE_THREAD = "/channels/{channel_id}/threads"
_UPDATE_CHANNEL = "/channels/{channel_id}"


@dataclass(slots=True, kw_only=True)
class Exchange:
    """One request and its response. `status` is None if there was none (dropped, hung, killed)."""

    method: str
    path: str  # below /api/v10
    query: Mapping[str, str] = field(default_factory=dict)
    authorization: str = ""
    content_type: str = ""
    body: Any = None  # of a multipart request: its payload_json
    files: Mapping[str, bytes] = field(default_factory=dict)
    status: int | None = None
    answer: Any = None
    answer_type: str = ""

    def __str__(self) -> str:
        return f"{self.method} {self.path} → {self.status}"


@functools.cache
def discord_api() -> OpenApi:
    return OpenApi(json.loads(DOCUMENT.read_text(encoding="utf-8")))


class OpenApi:
    """An OpenAPI 3.1 document, ready to check exchanges."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._document = document
        self._registry = Registry().with_resource(_ROOT, DRAFT202012.create_resource(document))
        self._templates = {template: _as_pattern(template) for template in document["paths"]}
        self._validators: dict[str, Draft202012Validator] = {}

    def problems(self, exchange: Exchange) -> list[str]:
        """Describes what is wrong with an exchange; empty if it conforms to the document."""
        template = self._template(exchange.path)
        operation = self._document["paths"].get(template, {}).get(exchange.method.lower())
        if operation is None:
            return [f"{exchange}: no such route"]
        at = f"/paths/{_pointer(template)}/{exchange.method.lower()}"
        found = [
            *self._query_problems(operation, exchange),
            *self._body_problems(operation, at, template, exchange),
            *self._answer_problems(operation, at, exchange),
        ]
        return [f"{exchange}: {problem}" for problem in found]

    def _template(self, path: str) -> str:
        """The document's template for a path; exact parts (`/users/@me`) take precedence over parameters."""
        matching = [template for template, pattern in self._templates.items() if pattern.fullmatch(path)]
        return min(matching, key=lambda template: template.count("{"), default="")

    def _query_problems(self, operation: dict[str, Any], exchange: Exchange) -> Iterator[str]:
        schemas = {p["name"]: p["schema"] for p in operation.get("parameters", []) if p["in"] == "query"}
        for name, text in exchange.query.items():
            if name in schemas:
                yield from self._errors(schemas[name], _query_value(schemas[name], text), f"query {name}")
            elif name not in UNDOCUMENTED_QUERY:
                yield f"query {name}: unknown"

    def _body_problems(self, operation: dict[str, Any], at: str, template: str, exchange: Exchange) -> Iterator[str]:
        if "requestBody" not in operation:
            if exchange.body is not None:
                yield "request: has a body"
            return
        content = operation["requestBody"]["content"]
        if exchange.content_type not in content:
            yield f"request: content type {exchange.content_type!r}"
            return
        pointer = f"{at}/requestBody/content/{_pointer(exchange.content_type)}/schema"
        if template == _CREATE_THREAD:
            forum = "message" in exchange.body
            kind = "CreateForumThreadRequest" if forum else "CreateTextThreadWithoutMessageRequest"
            pointer = f"/components/schemas/{kind}"
        elif template == _UPDATE_CHANNEL:
            pointer = "/components/schemas/UpdateThreadRequestPartial"
        yield from self._errors({"$ref": f"{_ROOT}#{pointer}"}, _with_text_ids(exchange.body), "request")

    def _answer_problems(self, operation: dict[str, Any], at: str, exchange: Exchange) -> Iterator[str]:
        """Ignores responses the document doesn't describe: none, server errors, or not from Discord (no JSON)."""
        if exchange.status is None or exchange.status >= 500:
            return
        status, is_empty = str(exchange.status), exchange.status == 204
        if not is_empty and exchange.answer_type != "application/json":
            return
        name = status if status in operation["responses"] else f"{status[0]}XX"
        if name not in operation["responses"]:
            yield "answer: no such status"
        if name not in operation["responses"] or is_empty:
            return
        response = operation["responses"][name]
        pointer = response["$ref"].removeprefix("#") if "$ref" in response else f"{at}/responses/{name}"
        schema = {"$ref": f"{_ROOT}#{pointer}/content/application~1json/schema"}
        yield from self._errors(schema, _with_error_numbers(_with_known_type(exchange.answer)), "answer")

    def _errors(self, schema: dict[str, Any], value: Any, where: str) -> Iterator[str]:
        key = json.dumps(schema)
        if key not in self._validators:
            # relative references inside the document start at its root
            rooted = json.loads(key.replace('"#/', f'"{_ROOT}#/'))
            self._validators[key] = Draft202012Validator(rooted, registry=self._registry, format_checker=FORMATS)
        for error in self._validators[key].iter_errors(value):
            yield f"{where}: {error.json_path} {error.message[:300]}"


def _as_pattern(template: str) -> re.Pattern[str]:
    parts = re.split(r"\{[^}]+\}", template)
    return re.compile("[^/]+".join(map(re.escape, parts)))


def _pointer(name: str) -> str:
    """One step of a JSON pointer."""
    return name.replace("~", "~0").replace("/", "~1")


def _query_value(schema: dict[str, Any], text: str) -> Any:
    kind = schema.get("type")
    if kind == "boolean":
        return {"0": False, "1": True, "false": False, "true": True}.get(text, text)
    return int(text) if kind == "integer" and text.lstrip("-").isdigit() else text


def _with_text_ids(body: Any) -> Any:
    """The body with the IDs of its attachments and of the roles it may ping as strings."""
    if not isinstance(body, dict):
        return body
    body = {name: _with_text_ids(value) if name == "message" else value for name, value in body.items()}
    if body.get("attachments"):
        body["attachments"] = [{**attachment, "id": str(attachment["id"])} for attachment in body["attachments"]]
    mentions = body.get("allowed_mentions") or {}
    if "roles" in mentions:
        body["allowed_mentions"] = {**mentions, "roles": list(map(str, mentions["roles"]))}
    return body


def _with_known_type(answer: Any) -> Any:
    """The response with media channels as forums, which they resemble otherwise."""
    if isinstance(answer, list):
        return [_with_known_type(part) for part in answer]
    is_channel = isinstance(answer, dict) and answer.get("type") == 16
    return {**answer, "type": 15} if is_channel else answer


def _with_error_numbers(answer: Any) -> Any:
    """The response with the codes in error details as numbers."""
    if not isinstance(answer, dict) or "errors" not in answer:
        return answer
    return {**answer, "errors": _numbered(answer["errors"])}


def _numbered(details: dict[str, Any]) -> dict[str, Any]:
    return {
        name: [{**error, "code": 0} for error in value] if name == "_errors" else _numbered(value)
        for name, value in details.items()
    }


FORMATS = FormatChecker(formats=())


@FORMATS.checks("snowflake")
def _is_snowflake(value: object) -> bool:
    return not isinstance(value, str) or (value.isdigit() and int(value) < 2**64)


@FORMATS.checks("date-time", raises=ValueError)
def _is_time(value: object) -> bool:
    return not isinstance(value, str) or datetime.fromisoformat(value).tzinfo is not None


@FORMATS.checks("uri")
def _is_address(value: object) -> bool:
    return not isinstance(value, str) or (bool(urlsplit(value).scheme) and value.isascii() and " " not in value)
