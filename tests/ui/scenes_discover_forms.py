"""The dialogs of Discover in each of their states, over the real services with fictional brands and creators."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QScrollArea, QWidget

from tests.ui import discovered, samples
from tests.ui.discovered import constants, fill, services_of
from tests.ui.scenery import Never, Scenery, in_window, pictures, scenery
from tests.ui.scenes_trending import record
from tiktrack_gui.core.discovery.brand_jobs import BrandJob, JobKind
from tiktrack_gui.core.discovery.brands import Age, Audience, Brand, Gender, Part, StatedAudience
from tiktrack_gui.core.discovery.pool import Found
from tiktrack_gui.core.discovery.ranked import Ranked
from tiktrack_gui.core.errors import Blocked
from tiktrack_gui.core.handles import Handle
from tiktrack_gui.core.models import Creator, CreatorSample
from tiktrack_gui.core.pending import PendingState
from tiktrack_gui.core.pending_reasons import code_of
from tiktrack_gui.services.budget import Plan
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.changes import SettingChanges
from tiktrack_gui.ui.discover.add_dialog import AddDialog
from tiktrack_gui.ui.discover.brand_editor import BrandEditor
from tiktrack_gui.ui.discover.computed_sheet import ComputedSheet
from tiktrack_gui.ui.discover.find_dialog import FindDialog
from tiktrack_gui.ui.discover.read_dialog import ReadCostDialog, Reads
from tiktrack_gui.ui.discover.stated_form import StatedForm
from tiktrack_gui.ui.discover.weights import WeightsPanel
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import framed
from tiktrack_gui.ui.window.main_window import MINIMUM
from tiktrack_gui.ui.window.messages import Messages

ID = 7_000_000_000_000_000_100
HASHTAGS = ("#veganrecipes", "#plantbased", "#easyvegan")


def creator(number: int, handle: str, name: str, followers: int) -> Creator:
    sample = CreatorSample(at=samples.NOW, followers=followers, rounded=1 if followers % 100 == 0 else 0)
    return Creator(id=ID + number, handle=handle, name=name, avatar=f"avatar:{number}", sample=sample)


EXAMPLES = (
    creator(1, "greenforkdaily", "Green Fork Daily", 48_200),
    creator(2, "ninasveganlab", "Nina’s Vegan Lab", 12_840),
    creator(3, "beetsandbeans", "Beets & Beans", 96_300),
)
SEEN = (
    creator(4, "veggiemara", "Mara cooks veggie", 8_412),
    creator(5, "veganonabudget", "Vegan on a budget", 23_100),
    creator(6, "vegtable.talk.with.grandma", "Vegetable talk with grandma and friends", 1_240),
)
BRAND = Brand(
    id=1,
    name="Fig & Olive Kitchen",
    languages=("de", "en"),
    countries=("DE", "AT", "CH"),
    words=("vegan recipes", "plant based", "#meatfreemonday"),
    examples=tuple(one.id for one in EXAMPLES),
    audience=Audience(
        ages={Age.FROM_18: 0.4, Age.FROM_25: 0.4, Age.FROM_35: 0.2}, genders={Gender.FEMALE: 0.7, Gender.MALE: 0.3}
    ),
)
STATED = StatedAudience(
    creator_id=ID,
    on="2026-10-12",
    audience=Audience(
        ages={Age.FROM_13: 0.06, Age.FROM_18: 0.38, Age.FROM_25: 0.34, Age.FROM_35: 0.14, Age.FROM_45: 0.05,
              Age.FROM_55: 0.03},
        genders={Gender.FEMALE: 0.71, Gender.MALE: 0.29},
        countries={"DE": 0.52, "AT": 0.14, "BA": 0.09},
    ),
    entered_at=samples.NOW,
)  # fmt: skip


def over_page(theme: Theme, make: Callable[[QWidget], QDialog]) -> QWidget:
    """A dialog over the smallest window, as large as it is there."""
    window = in_window(theme, "discover", framed("page"))
    window.resize(MINIMUM)
    dialog = make(window)
    dialog.setWindowFlags(Qt.WindowType.Widget)
    dialog.setAutoFillBackground(True)
    QTimer.singleShot(0, dialog, lambda: _centre(dialog, window))
    dialog.show()
    return window


def _centre(dialog: QWidget, window: QWidget) -> None:
    dialog.move((window.width() - dialog.width()) // 2, (window.height() - dialog.height()) // 2)


def scroll(dialog: QWidget, share: float = 1.0) -> None:
    """Scrolls the dialog's area, once it is laid out."""
    area = dialog.findChild(QScrollArea)
    assert area is not None
    bar = area.verticalScrollBar()
    QTimer.singleShot(100, dialog, lambda: bar.setValue(round(share * bar.maximum())))


def editor(theme: Theme, brand: Brand = BRAND, parent: QWidget | None = None) -> BrandEditor:
    known = [one for one in EXAMPLES if one.id in brand.examples]
    dialog = BrandEditor(theme, pictures(theme), brand, known, lambda: 96, parent)
    dialog.form.sources.show_hashtags(HASHTAGS if brand.words else ())
    return dialog


def brand_new(theme: Theme) -> QWidget:
    return editor(theme, Brand(name=""))


def job(given: str, reason: str | None = None) -> BrandJob:
    """An example that waits to be looked up, or, with a reason, couldn't be."""
    state = PendingState.FAILED if reason else PendingState.WAITING
    return BrandJob(
        id=len(given), brand_id=1, kind=JobKind.EXAMPLE, given=given, state=state, reason=reason, added_at=1
    )


def brand(theme: Theme) -> QWidget:
    """All fields are filled; one example is still to be looked up, another couldn't be."""
    dialog = editor(theme)
    lost = code_of(Blocked("creator"), 3)
    dialog.show_pending([job("@tofu.tuesday"), job("@nobody.knows.this", lost)])
    return dialog


def brand_rest(theme: Theme) -> QWidget:
    """The lower half, with one hashtag to be watched."""
    dialog = editor(theme)
    dialog.form.sources.choose(HASHTAGS[:1])
    scroll(dialog)
    return dialog


def brand_seen(theme: Theme) -> QWidget:
    """Creators already seen are offered for what is typed."""
    dialog = editor(theme, replace(BRAND, examples=BRAND.examples[:1]))
    examples = dialog.form.examples
    examples._edit.setText("veg")
    examples.completions._text = "veg"
    examples.show_seen("veg", SEEN)
    scroll(dialog, 0.5)
    return dialog


def brand_faults(theme: Theme) -> QWidget:
    """Nothing of it can be saved: the faults are beside their fields."""
    mix = Audience(ages={Age.FROM_18: 0.4, Age.FROM_25: 0.3}, genders=BRAND.audience.genders)
    faulty = replace(BRAND, name="", words=("figs" * 20,), followers_from=100_000, followers_to=1_000, audience=mix)
    dialog = editor(theme, faulty)
    dialog.form.judge()
    dialog.form._languages.field._edit.setText("Elvish")
    dialog.form._languages.field._commit()
    return dialog


def brand_faults_rest(theme: Theme) -> QWidget:
    dialog = brand_faults(theme)
    scroll(dialog, 0.75)
    return dialog


def brand_small(theme: Theme) -> QWidget:
    return over_page(theme, lambda window: editor(theme, BRAND, window))


def brand_small_rest(theme: Theme) -> QWidget:
    def make(window: QWidget) -> QDialog:
        dialog = editor(theme, BRAND, window)
        scroll(dialog)
        return dialog

    return over_page(theme, make)


def weights(theme: Theme, brand: Brand = BRAND) -> QWidget:
    page = framed("page")
    panel = WeightsPanel(theme, page)
    panel.setParent(None, Qt.WindowType.Widget)
    panel.show_brand(brand)
    return panel


def weights_bare(theme: Theme) -> QWidget:
    """Of a brand that asks for little; one part was given no weight."""
    kept = {Part.GROWTH: 0.5, Part.REPEATABILITY: 0.15, Part.ENGAGEMENT: 0.0, Part.NICHE: 0.15}
    return weights(theme, Brand(id=2, name="Bare", words=("figs",), weights=kept))


def weights_none(theme: Theme) -> QWidget:
    return weights(theme, Brand(id=2, name="Bare", weights={Part.NICHE: 0.3}))


def plan(used: int = 82) -> Callable[[], Plan]:
    return lambda: Plan(used=used, per_hour=240, next_in=0.0 if used < 240 else 1_260.0)


def find(theme: Theme, prepare: Callable[[Scenery], Brand] | None = None, used: int = 82,
         parent: QWidget | None = None, tasks: Tasks | None = None) -> FindDialog:  # fmt: skip
    """prepare: fills the store, and returns the brand."""
    with scenery() as scene:
        brand = (prepare or seen)(scene)
        discover = services_of(scene).discover
        return FindDialog(theme, brand, discover, plan(used), tasks or scene.tasks, Messages(), parent)


def seen(scene: Scenery) -> Brand:
    """Some creators were seen in the feed."""
    small = [samples.video(number) for number in range(40)]
    record(scene, [replace(one, video=replace(one.video, creator=_small(one.video.creator))) for one in small])
    return scene.store.brands.create(replace(BRAND, id=None, examples=()), samples.NOW).result()


def _small(creator: Creator) -> Creator:
    return replace(creator, sample=CreatorSample(at=samples.NOW, followers=4_000 + creator.id % 1_000))


def _full(scene: Scenery) -> Brand:
    return replace(fill(scene.store), words=("one pot",))


def _wordless(scene: Scenery) -> Brand:
    return scene.store.brands.create(Brand(name="Nameless"), samples.NOW).result()


def find_full(theme: Theme) -> QWidget:
    """All places are taken, nothing else was seen so far, and the hour's requests are used up."""
    return find(theme, _full, 240)


def find_nothing(theme: Theme) -> QWidget:
    return find(theme, _wordless)


def find_planning(theme: Theme) -> QWidget:
    return find(theme, tasks=Never())


def find_small(theme: Theme) -> QWidget:
    return over_page(theme, lambda window: find(theme, used=230, parent=window))


def add(theme: Theme, text: str = "", parent: QWidget | None = None) -> AddDialog:
    with scenery() as scene:
        store, now = scene.store, samples.NOW
        brand = store.brands.create(replace(BRAND, id=None, examples=()), now).result()
        assert brand.id is not None
        store.candidates.record_found(EXAMPLES, now).result()
        store.candidates.add(brand.id, [(EXAMPLES[0].id, Found.SEARCH)], now).result()
        store.creators.track(EXAMPLES[1].id, now).result()
        services = services_of(scene)
        scene.tasks.spawn(services.discover.add(brand, [Handle("waits.since.monday")]), name="add")
        dialog = AddDialog(theme, brand, services.discover, services.adding, scene.tasks, Messages(), parent)
        if text:
            dialog._edit.setPlainText(text)
            dialog._pause.stop()
            dialog._read_text()
        return dialog


GIVEN = (
    "@homelab, @greenforkdaily, two words, @ninasveganlab\nhttps://www.tiktok.com/@grandmothers.sunday.pasta?is_from=1"
    "\n@homelab, @waits.since.monday, https://vm.tiktok.com/ZM1abc/"
)


def add_read(theme: Theme) -> QWidget:
    dialog = add(theme, GIVEN)
    dialog._view.table.selectRow(2)
    return dialog


def add_small(theme: Theme) -> QWidget:
    return over_page(theme, lambda window: add(theme, GIVEN, window))


def cost(theme: Theme, what: Reads, creator_id: int, used: int = 82, parent: QWidget | None = None) -> ReadCostDialog:
    with scenery() as scene:
        fill(scene.store)
        return ReadCostDialog(
            *(theme, what, creator_id, "budgetbites", services_of(scene).audience),
            *(plan(used), scene.tasks, Messages(), parent),
        )


def comments(theme: Theme) -> QWidget:
    return cost(theme, Reads.COMMENTS, discovered.FIRST + 2)


def places(theme: Theme) -> QWidget:
    return cost(theme, Reads.PLACES, discovered.FIRST + 2)


def comments_none(theme: Theme) -> QWidget:
    """No video is known yet."""
    return cost(theme, Reads.COMMENTS, discovered.FIRST + 40, 240)


def comments_small(theme: Theme) -> QWidget:
    return over_page(theme, lambda window: cost(theme, Reads.COMMENTS, discovered.FIRST + 2, parent=window))


def stated(theme: Theme, known: StatedAudience | None = STATED, parent: QWidget | None = None) -> StatedForm:
    with scenery() as scene:
        messages = Messages()
        changes = SettingChanges(scene.settings(), scene.tasks, messages)
        dialog = StatedForm(
            *(theme, ID, "greenforkdaily", known, services_of(scene).discover, changes),
            *(scene.tasks, messages, scene.clock.now, parent),
        )
        changes.setParent(dialog)
        return dialog


def stated_new(theme: Theme) -> QWidget:
    return stated(theme, None)


def stated_faults(theme: Theme) -> QWidget:
    mix = Audience(
        ages={Age.FROM_18: 0.4, Age.FROM_25: 0.3}, genders=STATED.audience.genders, countries={"DE": 0.7, "AT": 0.6}
    )
    dialog = stated(theme, replace(STATED, audience=mix))
    dialog.save()
    return dialog


def stated_rest(theme: Theme) -> QWidget:
    dialog = stated_faults(theme)
    scroll(dialog)
    return dialog


def stated_small(theme: Theme) -> QWidget:
    return over_page(theme, lambda window: stated(theme, parent=window))


def ranked() -> tuple[Brand, Ranked]:
    """The brand of `discovered`, and its first candidate as it is ranked."""
    with scenery() as scene:
        brand = fill(scene.store)
        found = list[Ranked]()

        async def rank() -> None:
            ranking = await services_of(scene).rankings.of(brand)
            found.append(ranking[ranking.index_of(discovered.FIRST) or 0])

        scene.tasks.spawn(rank(), name="rank")
        return brand, found[0]


def computed(theme: Theme) -> QWidget:
    """Only the definitions, for a brand that asks for some parts."""
    return ComputedSheet(theme, constants(), replace(BRAND, examples=(), countries=()), None, samples.NOW, None)


def computed_candidate(theme: Theme) -> QWidget:
    """With the numbers of a candidate."""
    return ComputedSheet(theme, constants(), *ranked(), samples.NOW, None)


def computed_rest(theme: Theme) -> QWidget:
    dialog = ComputedSheet(theme, constants(), *ranked(), samples.NOW, None)
    scroll(dialog)
    return dialog


def computed_small(theme: Theme) -> QWidget:
    return over_page(theme, lambda window: ComputedSheet(theme, constants(), *ranked(), samples.NOW, window))


SCENES = {
    "discover_brand_new": (brand_new, 640, 580),
    "discover_brand": (brand, 640, 580),
    "discover_brand_rest": (brand_rest, 640, 580),
    "discover_brand_seen": (brand_seen, 640, 580),
    "discover_brand_faults": (brand_faults, 640, 580),
    "discover_brand_faults_rest": (brand_faults_rest, 640, 580),
    "discover_brand_small": (brand_small, 1024, 640),
    "discover_brand_small_rest": (brand_small_rest, 1024, 640),
    "discover_weights": (weights, 380, 900),
    "discover_weights_bare": (weights_bare, 380, 900),
    "discover_weights_none": (weights_none, 380, 624),
    "discover_find": (find, 520, 460),
    "discover_find_full": (find_full, 520, 460),
    "discover_find_nothing": (find_nothing, 520, 460),
    "discover_find_planning": (find_planning, 520, 460),
    "discover_find_small": (find_small, 1024, 640),
    "discover_add": (add, 680, 540),
    "discover_add_read": (add_read, 680, 540),
    "discover_add_small": (add_small, 1024, 640),
    "discover_read_comments": (comments, 460, 282),
    "discover_read_places": (places, 460, 266),
    "discover_read_none": (comments_none, 460, 313),
    "discover_read_small": (comments_small, 1024, 640),
    "discover_stated": (stated, 640, 580),
    "discover_stated_new": (stated_new, 640, 580),
    "discover_stated_faults": (stated_faults, 640, 580),
    "discover_stated_rest": (stated_rest, 640, 580),
    "discover_stated_small": (stated_small, 1024, 640),
    "discover_computed": (computed, 640, 900),
    "discover_computed_candidate": (computed_candidate, 640, 900),
    "discover_computed_rest": (computed_rest, 640, 900),
    "discover_computed_small": (computed_small, 1024, 640),
}
