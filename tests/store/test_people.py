"""Names and texts of strangers are recognised in a text that is to be passed on."""

from __future__ import annotations

from tests.store.forgettable import EARLIER, HANDLE, NAME, plant
from tiktrack_gui.store import Store


def test_names_bios_captions_and_thread_names_are_found(store: Store) -> None:
    plant(store)
    texts = (NAME.upper(), HANDLE, EARLIER, "Gartenzwerg", "blue petals by kornelimuenster",
             "Wiesenschaumkraut #spring", f"{NAME}, 12k", f"{NAME} is great")  # fmt: skip
    found = store.people.named_in("Nothing about " + " / ".join(texts)).result()
    assert {one.lower() for one in texts} <= {one.lower() for one in found}
    assert store.people.named_in("Fetching videos failed: TikTok is slow").result() == set()
