"""Forgets a creator: erases everything known of it from the database, from its copies if wanted, and from the log."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from tiktrack_gui.core.errors import BadInput, StoreError
from tiktrack_gui.core.handles import Account, Handle, Post, ShortLink, parse_creator
from tiktrack_gui.core.persons import Forgotten, Known, Person
from tiktrack_gui.core.progress import Progress
from tiktrack_gui.store import CopiesOfDatabase, Store

log = logging.getLogger(__name__)


class LogCleaning(Protocol):
    def erase(self, is_meant: Callable[[str], bool]) -> int:
        """Erases the entries that are meant; returns how many there were. Blocks."""


class Forgetting:
    """Nothing else may use the database meanwhile: what is being read could bring the creator back."""

    def __init__(self, store: Store, copies: CopiesOfDatabase, logs: LogCleaning) -> None:
        self._store, self._copies, self._logs = store, copies, logs

    async def number_of_copies(self) -> int:
        return len(await asyncio.to_thread(self._copies.all))

    async def find(self, text: str, *, backups: bool) -> Known:
        """Returns what is known of whom a handle or a link names, without asking TikTok.

        backups: also of somebody who is only in the backups. Raises BadInput if nobody is known by that.
        """
        creator_id = await self._id_of(text, backups=backups)
        known = None if creator_id is None else await self.known_of(creator_id, backups=backups)
        if known is None:
            if backups:
                raise BadInput(f"Neither TikTrack nor its backups know “{text}”.", "Check the spelling.")
            raise BadInput(f"TikTrack doesn’t know “{text}”.", "To look in the backups, too, add --backups.")
        return known

    async def known_of(self, creator_id: int, *, backups: bool = False) -> Known | None:
        known = await self._store.forgetting.known_of(creator_id)
        if not backups:
            return known
        copied = await asyncio.to_thread(self._copies.person_of, creator_id)
        if copied is None:
            return known
        return Known(person=copied) if known is None else replace(known, person=known.person.with_(copied))

    async def forget(
        self, person: Person, *, backups: bool, progress: Progress = lambda what, done, of: None
    ) -> Forgotten:
        """Erases the person; each database either whole or not at all.

        Raises StoreError if the database can't be read or written; nothing is erased then.
        """
        paths = await asyncio.to_thread(self._copies.all) if backups else []
        of = len(paths) + 2
        progress("the database", 0, of)
        rows = await self._store.forgetting.erase(person)
        is_rewritten = await self._rewritten()
        forgotten = Forgotten(rows=rows, is_rewritten=is_rewritten)
        for done, path in enumerate(paths, 1):
            progress(path.name, done, of)
            forgotten = await self._forget_in(path, person, forgotten)
        if backups:
            await asyncio.to_thread(self._copies.remove_unfinished)
        progress("the log", of - 1, of)
        entries = await asyncio.to_thread(self._logs.erase, person.is_named_in)
        log.info("A creator was forgotten: %d rows, %d backups", rows, len(forgotten.copies))
        progress("", of, of)
        return replace(forgotten, log_entries=entries)

    async def _rewritten(self) -> bool:
        try:
            await self._store.forgetting.rewrite()
        except StoreError as error:
            log.warning("The database file will be rewritten when it is opened next: %s", error)
            return False
        return True

    async def _forget_in(self, path: Path, person: Person, so_far: Forgotten) -> Forgotten:
        try:
            rows = await asyncio.to_thread(self._copies.forget, path, person)
        except StoreError as error:
            log.warning("The backup %s wasn't cleaned: %s", path.name, error)
            return replace(so_far, unclean=(*so_far.unclean, path.name))
        return replace(so_far, copies=(*so_far.copies, path.name)) if rows else so_far

    async def _id_of(self, text: str, *, backups: bool) -> int | None:
        match parse_creator(text):
            case Handle(name):
                return await self._holder_of(name, backups=backups)
            case Account(id_) if id_.isdigit():
                return int(id_)
            case Account(id_):
                return await self._store.forgetting.holder_of_sec_uid(id_)
            case Post(id_):
                poster = await self._store.creators.poster_of(id_)
                return None if poster is None else poster.id
            case ShortLink():
                raise BadInput("A short link doesn’t say whose profile it is.", "Enter @name.")

    async def _holder_of(self, handle: str, *, backups: bool) -> int | None:
        found = await self._store.forgetting.holder_of(handle)
        if found is None and backups:
            found = await asyncio.to_thread(self._copies.holder_of, handle)
        return found
