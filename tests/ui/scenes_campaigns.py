"""The Campaigns page in each of its states, with fictional campaigns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

from tests.ui import samples
from tests.ui.campaigned import LAUNCH, a_video, fill, link, page_of, services_of, track_all, video_id
from tests.ui.scenery import Never, in_window, scenery
from tiktrack_gui.core.campaigns import Campaign
from tiktrack_gui.core.errors import StoreDamaged, Unreachable
from tiktrack_gui.services.campaign_measuring import Progress
from tiktrack_gui.store import Store
from tiktrack_gui.ui.campaigns.add_dialog import AddDialog
from tiktrack_gui.ui.campaigns.columns import Column
from tiktrack_gui.ui.campaigns.form import CampaignForm
from tiktrack_gui.ui.campaigns.page import ADVERTISERS, CampaignsPage
from tiktrack_gui.ui.changes import SettingChanges
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.window.messages import Messages

Act = Callable[[CampaignsPage], None]
LONG_LIST = f"""\
{link(0)} 450
https://www.tiktok.com/@oat.world/video/7300000000000000042\t1.250,50 €
https://vm.tiktok.com/ZMexample1/ gift 80 2026-10-12
https://www.tiktok.com/@oat.world
https://www.tiktok.com/@new.one/video/7300000000000000043, 99 USD
https://www.tiktok.com/@oat.world/video/7300000000000000042
https://www.tiktok.com/@another.one/video/7300000000000000044
"""


def _nothing(_store: Store) -> object:
    return None


def _empty_one(store: Store) -> object:
    return store.campaigns.create(LAUNCH, 1_792_000_000).result()


def _tracked(store: Store) -> object:
    campaign = fill(store)
    track_all(store)
    return campaign


def _scene(theme: Theme, make: Callable[[Store], object], act: Act | None = None, *, loading: bool = False) -> QWidget:
    with scenery() as scene:
        make(scene.store)
        page = page_of(theme, scene, Never() if loading else scene.tasks)
        page._ages.stop()
        if make is fill and not loading:
            page._table.select([video_id(0)])
            QTimer.singleShot(10, page._table.setFocus)
        if act is not None:
            act(page)
        return in_window(theme, "campaigns", page)


def full(theme: Theme) -> QWidget:
    return _scene(theme, fill)


def unruly(theme: Theme) -> QWidget:
    """Names and captions as strangers write them."""

    def make(store: Store) -> object:
        campaign = fill(store)
        odd = ("مطبخ صغير 🍝 نكهات", "👩‍👩‍👧‍👦🏳️‍🌈 " * 9, "<b>bold</b> & **stars**", "東京" * 20, "l" * 80)
        for number, text in enumerate(odd):
            video = a_video(number)
            creator = replace(video.creator, name=text, handle="l" * 24 if number == 1 else video.creator.handle)
            store.campaigns.record(replace(video, caption=text * 3, creator=creator), samples.NOW).result()
        store.campaigns.create(Campaign(name="W" * 40, note="<i>" * 90), samples.NOW).result()
        return campaign

    return _scene(theme, make, lambda page: page._table.select([video_id(1)]))


def compact(theme: Theme) -> QWidget:
    theme.change(compact_rows=True)
    return full(theme)


def details(theme: Theme) -> QWidget:
    """The panel in a small window, where it is asked for."""

    def act(page: CampaignsPage) -> None:
        page._details.hide()
        page.toggle_details()

    return _scene(theme, fill, act)


def rest_of_details(theme: Theme) -> QWidget:
    """What the panel shows further below, of a video that is gone."""

    def act(page: CampaignsPage) -> None:
        page._table.select([video_id(5)])
        area = page._details.findChild(QScrollArea)
        assert area is not None
        bar = area.verticalScrollBar()
        QTimer.singleShot(150, lambda: bar.setValue(bar.maximum()))

    return _scene(theme, fill, act)


def unmeasured(theme: Theme) -> QWidget:
    return _scene(theme, fill, lambda page: page._table.select([video_id(6)]))


def editing(theme: Theme) -> QWidget:
    """The price of a video in its cell."""

    def act(page: CampaignsPage) -> None:
        QTimer.singleShot(50, lambda: page._table.edit_column(Column.PRICE))

    return _scene(theme, fill, act)


def measuring(theme: Theme) -> QWidget:
    def act(page: CampaignsPage) -> None:
        campaign = page._shown.campaign
        assert campaign is not None
        page._measuring._set_measuring(True)
        told = Progress(campaign_id=campaign.id or 0, done=2, total=8, handle="brothlab", seconds=31)
        page._measuring._show(told)

    return _scene(theme, fill, act)


def first_use(theme: Theme) -> QWidget:
    return _scene(theme, _nothing)


def no_videos(theme: Theme) -> QWidget:
    return _scene(theme, _empty_one)


def loading(theme: Theme) -> QWidget:
    return _scene(theme, fill, loading=True)


def no_match(theme: Theme) -> QWidget:
    return _scene(theme, fill, lambda page: page._header.search.setText("zeppelin"))


def failed(theme: Theme) -> QWidget:
    def act(page: CampaignsPage) -> None:
        page._shown.results, page._shown.failure = None, StoreDamaged("campaigns")
        page._shown.failed.emit()

    return _scene(theme, fill, act)


def trouble(theme: Theme) -> QWidget:
    def act(page: CampaignsPage) -> None:
        page._messages.look_at("campaigns")
        page._messages.trouble(Unreachable(), here=True)

    return _scene(theme, fill, act)


def advertisers(theme: Theme) -> QWidget:
    def act(page: CampaignsPage) -> None:
        page._switch.choose(ADVERTISERS)
        QTimer.singleShot(10, page._advertisers.table.setFocus)

    return _scene(theme, _tracked, act)


def nobody(theme: Theme) -> QWidget:
    return _scene(theme, fill, lambda page: page._switch.choose(ADVERTISERS))


def new_form(theme: Theme) -> QWidget:
    return CampaignForm(theme, Campaign(name=""), None)


def wrong_form(theme: Theme) -> QWidget:
    form = CampaignForm(theme, Campaign(id=1, name="Autumn launch", currency="EUR", brand="not a handle!"), None)
    form.show_fault("There is a campaign named “Autumn launch” already. Choose another name.")
    form._judge()
    return form


def form_with_another_currency(theme: Theme) -> QWidget:
    campaign = Campaign(id=1, name="Autumn launch", currency="EUR")
    form = CampaignForm(theme, campaign, None)
    form.show_campaign(replace(campaign, currency="USD"))
    return form


def _add_dialog(theme: Theme, text: str) -> QWidget:
    with scenery() as scene:
        campaign = fill(scene.store)
        messages = Messages()
        changes = SettingChanges(scene.settings(), scene.tasks, messages)
        dialog = AddDialog(
            *(theme, campaign, services_of(scene).campaigns, changes, scene.tasks, messages, scene.clock.now), None
        )
        changes.setParent(dialog)
        if text:
            dialog.paste(text)
            dialog._table.select(-5)
        return dialog


def adding(theme: Theme) -> QWidget:
    return _add_dialog(theme, "")


def pasted(theme: Theme) -> QWidget:
    return _add_dialog(theme, LONG_LIST)


SCENES: dict[str, tuple[Callable[[Theme], QWidget], int, int]] = {
    "campaigns": (full, 1440, 900),
    "campaigns_small": (full, 1024, 640),
    "campaigns_compact": (compact, 1440, 900),
    "campaigns_unruly": (unruly, 1440, 900),
    "campaigns_details_small": (details, 1024, 640),
    "campaigns_details_end": (rest_of_details, 1440, 900),
    "campaigns_unmeasured": (unmeasured, 1440, 900),
    "campaigns_editing": (editing, 1440, 900),
    "campaigns_measuring": (measuring, 1440, 900),
    "campaigns_measuring_small": (measuring, 1024, 640),
    "campaigns_first_use": (first_use, 1440, 900),
    "campaigns_first_use_small": (first_use, 1024, 640),
    "campaigns_no_videos": (no_videos, 1440, 900),
    "campaigns_no_videos_small": (no_videos, 1024, 640),
    "campaigns_loading": (loading, 1440, 900),
    "campaigns_no_match": (no_match, 1440, 900),
    "campaigns_failed": (failed, 1440, 900),
    "campaigns_trouble": (trouble, 1440, 900),
    "campaigns_trouble_small": (trouble, 1024, 640),
    "campaigns_advertisers": (advertisers, 1440, 900),
    "campaigns_advertisers_small": (advertisers, 1024, 640),
    "campaigns_nobody_advertises": (nobody, 1440, 900),
    "campaigns_form": (new_form, 520, 520),
    "campaigns_form_wrong": (wrong_form, 520, 520),
    "campaigns_form_currency": (form_with_another_currency, 520, 520),
    "campaigns_add": (adding, 720, 560),
    "campaigns_pasted": (pasted, 720, 560),
}
