"""Creating, changing and deleting campaigns: their dialog, and how it is undone."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from tiktrack_gui.core.campaigns import Campaign
from tiktrack_gui.core.errors import BadInput, TikTrackError
from tiktrack_gui.services.campaigns import Campaigns
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.campaigns.form import CampaignForm
from tiktrack_gui.ui.campaigns.shown import ShownCampaign
from tiktrack_gui.ui.changes import SettingChanges
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.words import campaign_pages, campaigns

SAVE = "save a campaign"  # the task


class CampaignEditing(QObject):
    """
    Attributes:
        form: The dialog that is open, or None.

    Signals:
        created: There is a new campaign. arg: the Campaign, as stored.
    """

    created = Signal(object)

    def __init__(
        self,
        theme: Theme,
        service: Campaigns,
        shown: ShownCampaign,
        changes: SettingChanges,
        tasks: Tasks,
        messages: Messages,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._theme, self._campaigns, self._shown, self._page = theme, service, shown, page
        self._changes, self._tasks, self._messages = changes, tasks, messages
        self.form: CampaignForm | None = None

    def create(self) -> None:
        """Opens the form for a new one, in the currency of the one that is shown."""
        shown = self._shown.campaign
        self.open(Campaign(name="") if shown is None else Campaign(name="", currency=shown.currency))

    def edit_shown(self) -> None:
        if (campaign := self._shown.campaign) is not None:
            self.open(campaign)

    def remove_shown(self) -> None:
        if (campaign := self._shown.campaign) is not None:
            self.remove(campaign)

    def open(self, campaign: Campaign, draft: Campaign | None = None) -> None:
        """campaign: without an ID, a new one. draft: what is shown in the form instead."""
        if self.form is not None:
            return
        self.form = form = CampaignForm(self._theme, campaign, self._page.window())
        if draft is not None:
            form.show_campaign(draft)
        form.save_wanted.connect(self._save)
        form.removal_wanted.connect(partial(self.remove, campaign))
        form.discarded.connect(partial(self._offer_back, campaign))
        form.finished.connect(self._closed)
        form.open()

    def remove(self, campaign: Campaign) -> None:
        self._tasks.spawn(self._remove(campaign), name=SAVE, finishes=True)

    def _closed(self) -> None:
        self.form = None

    def _offer_back(self, campaign: Campaign, draft: Campaign) -> None:
        """Says that changes weren't saved; the form can be opened again with them."""
        self._messages.say(campaign_pages.discarded(campaign.name), "Undo", partial(self.open, campaign, draft))

    def _save(self, draft: Campaign) -> None:
        self._tasks.spawn(self._keep(draft), name=SAVE, finishes=True)

    async def _keep(self, draft: Campaign) -> None:
        """Stores what is in the form. A name that is taken is said beside its field."""
        try:
            if draft.id is None:
                await self._create(draft)
            else:
                before = await self._campaigns.find(draft.id)
                self._changes.made(campaigns.changed(draft, before), await self._campaigns.change(draft))
        except BadInput as fault:
            if self.form is not None:
                self.form.show_fault(str(fault))
        except TikTrackError as error:
            if self.form is not None:
                self.form.show_saving(False)
            self._messages.trouble(error, here=True)
        else:
            if self.form is not None:
                self.form.finish()

    async def _create(self, draft: Campaign) -> None:
        stored = await self._campaigns.create(draft)

        async def undo() -> None:
            await self._campaigns.remove(stored.id or 0)

        self._changes.made(campaigns.created(stored), undo)
        self.created.emit(stored)

    async def _remove(self, campaign: Campaign) -> None:
        try:
            undo = await self._campaigns.remove(campaign.id or 0)
        except TikTrackError as error:
            self._messages.trouble(error, here=True)
            return
        if self.form is not None:
            self.form.finish()
        self._changes.made(campaigns.removed(campaign), undo)
