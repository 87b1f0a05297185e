"""Imported lenses stay, in the user's data folder."""

from pathlib import Path

import pytest

from designer.review.custom_lens import LensRefused, write_lens
from designer.review.questions import WELL_ARCHITECTED
from designer.ui.lens_library import LensLibrary

TEXT = write_lens(WELL_ARCHITECTED)


def test_a_lens_is_kept_and_found_again(tmp_path: Path) -> None:
    assert LensLibrary(tmp_path / "lenses").lenses() == ()
    kept = LensLibrary(tmp_path / "lenses").add(b"\xef\xbb\xbf" + TEXT.encode())
    again = LensLibrary(tmp_path / "lenses")
    assert again.lenses() == (kept,)
    assert again.lens(kept.lens.id) == kept
    assert kept.text == TEXT


def test_one_with_the_same_name_is_replaced_and_all_can_go(tmp_path: Path) -> None:
    library = LensLibrary(tmp_path)
    first = library.add(TEXT.encode())
    library.add(TEXT.replace("trace what happens", "follow what happens").encode())
    (kept,) = LensLibrary(tmp_path).lenses()
    assert kept != first
    library.remove(kept.lens.id)
    assert LensLibrary(tmp_path).lenses() == library.lenses() == ()


def test_what_is_no_lens_is_refused_or_passed_over(tmp_path: Path) -> None:
    library = LensLibrary(tmp_path)
    with pytest.raises(LensRefused) as refused:
        library.add(TEXT.replace('"HIGH_RISK"', '"BIG"', 1).encode())
    assert refused.value.path.startswith("$.pillars[0].questions[0].riskRules[")
    (tmp_path / "lens-broken.json").write_text("{", "utf-8")
    assert LensLibrary(tmp_path).lenses() == ()
