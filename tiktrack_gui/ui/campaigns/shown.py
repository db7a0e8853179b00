"""What the tab shows: the campaigns, and what the videos of the chosen one brought."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from PySide6.QtCore import QObject, QTimer, Signal

from tiktrack_gui.core.campaigns import Campaign, Results
from tiktrack_gui.core.errors import BadInput, StoreError
from tiktrack_gui.core.tracked import TrackedCreator
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.campaigns.list import CampaignsList
from tiktrack_gui.ui.campaigns.services import CampaignServices
from tiktrack_gui.ui.window.messages import Messages

LOAD, READ, TRACKED = "load the campaigns", "read the campaign", "read who is tracked"  # tasks
SOON = 100  # ms; what is measured in a row is read together


class ShownCampaign(QObject):
    """
    Attributes:
        results: Of the chosen campaign; None until they are read.
        next_at: When one of its videos is measured next by itself, epoch seconds; None = none is, or not read yet.
        failure: Why they can't be read; None if they can.
        are_read: Whether it is known which campaigns there are.
        tracked: The IDs of the tracked creators.

    Signals:
        chosen: Another campaign is shown. `results` may be None from then on.
        changed: Something else is known of it.
        failed: The database can't be read.
    """

    chosen = Signal()
    changed = Signal()
    failed = Signal()

    def __init__(self, campaigns: CampaignsList, services: CampaignServices, tasks: Tasks, messages: Messages) -> None:
        super().__init__(campaigns)
        self._list, self._services, self._tasks, self._messages = campaigns, services, tasks, messages
        self.results: Results | None = None
        self.next_at: float | None = None
        self.failure: StoreError | None = None
        self.are_read = False
        self.tracked: frozenset[int] = frozenset()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self.read)
        campaigns.chosen.connect(self._choose)
        services.campaigns.changed.connect(self._changed)
        services.creators.changed.connect(self._creators_changed)

    @property
    def campaign(self) -> Campaign | None:
        """The chosen one."""
        return self._list.campaign

    def load(self) -> None:
        """Reads the campaigns, and the chosen one, anew."""
        self._tasks.spawn(self._load(), name=LOAD)
        self._tasks.spawn(self._read_tracked(), name=TRACKED)

    def show_created(self, campaign: Campaign) -> None:
        """Chooses a campaign that was created, or was brought back."""
        if campaign.id is not None:
            self._list.select(campaign.id)
        self.load()

    def read(self) -> None:
        """Reads the results of the chosen campaign anew."""
        campaign = self.campaign
        if campaign is not None and campaign.id is not None:
            self._tasks.spawn(self._read(campaign.id), name=READ)

    def _changed(self, campaign_id: int | None) -> None:
        if campaign_id is None:
            self.load()
        elif self.campaign is not None and campaign_id == self.campaign.id:
            self._soon.start()

    def _creators_changed(self, creators: Sequence[TrackedCreator]) -> None:
        """A creator that was refreshed has its videos measured, too, and so its usual views."""
        self._show_tracked(creators)
        self._soon.start()

    def _choose(self, campaign_id: int) -> None:
        if self.results is not None and self.results.campaign.id != campaign_id:
            self.results, self.next_at = None, None
        self.chosen.emit()
        self.read()

    async def _load(self) -> None:
        try:
            campaigns = await self._services.campaigns.all()
        except StoreError as error:
            self._fail(error)
            return
        self.are_read, self.failure = True, None
        self._list.show_campaigns(campaigns)
        if not campaigns:
            self.results, self.next_at = None, None
        self.chosen.emit()
        self.read()

    async def _read(self, campaign_id: int) -> None:
        try:
            results = await self._services.campaigns.results(campaign_id)
            next_at = await self._services.campaigns.next_at(campaign_id)
        except BadInput:  # it was removed meanwhile, which `changed` tells
            return
        except StoreError as error:
            self._fail(error)
            return
        if self.campaign is not None and self.campaign.id == campaign_id:
            self.results, self.next_at, self.failure = results, next_at, None
            self.changed.emit()

    async def _read_tracked(self) -> None:
        with suppress(StoreError):  # `_load` meets it, too
            self._show_tracked(await self._services.creators.tracked())

    def _show_tracked(self, creators: Sequence[TrackedCreator]) -> None:
        self.tracked = frozenset(one.creator.id for one in creators)
        if self.results is not None:
            self.changed.emit()

    def _fail(self, error: StoreError) -> None:
        """What was read before stays, with a notice."""
        self.failure = error
        if self.results is not None:
            self._messages.trouble(error, retry=self.load)
        self.failed.emit()
