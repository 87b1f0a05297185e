"""A kept sample of each format can be opened for ever, and means what it meant."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.model.invariants import check
from designer.model.looks import Hue, Look, Weight
from designer.model.review import NO_REVIEW
from designer.storage.diagram_file import FileRejected, read, read_bytes, to_text
from designer.storage.migrations import MIGRATIONS
from designer.storage.schema import MAJOR, VERSION

VERSIONS = Path(__file__).parent / "versions"
V0: dict[str, Any] = json.loads((VERSIONS / "v0.tenet").read_text("utf-8"))


def test_every_major_version_has_a_sample_and_a_way_up() -> None:
    assert sorted(MIGRATIONS) == list(range(MAJOR))
    assert {path.stem for path in VERSIONS.iterdir()} == {f"v{n}" for n in range(MAJOR + 1)}


@pytest.mark.parametrize("number", range(MAJOR + 1))
def test_every_version_opens_as_the_same_design(number: int) -> None:
    current = (VERSIONS / f"v{MAJOR}.tenet").read_text("utf-8")
    assert to_text(read(VERSIONS / f"v{number}.tenet")) == current
    assert f'"version": "{VERSION}"' in current


def test_a_file_of_an_older_minor_version_has_nothing_collapsed() -> None:
    current = (VERSIONS / f"v{MAJOR}.tenet").read_text("utf-8")
    older = read_bytes(current.replace(f'"{VERSION}"', '"1.1"').encode(), "x")
    assert older.layout.collapsed == frozenset()
    assert to_text(older) == current
    closed = '"collapsed": [\n"region-1"\n],\n"waivers"'
    newer = current.replace('"waivers"', closed)
    assert read_bytes(newer.encode(), "x").layout.collapsed == {"region-1"}
    assert to_text(read_bytes(newer.encode(), "x")) == newer


def test_a_file_of_an_older_minor_version_looks_as_usual() -> None:
    current = (VERSIONS / f"v{MAJOR}.tenet").read_text("utf-8")
    older = read_bytes(current.replace(f'"{VERSION}"', '"1.2"').encode(), "x")
    layout = older.layout
    assert (len(layout.locked), len(layout.hidden)) == (0, 0)
    assert (len(layout.ranks), len(layout.looks)) == (0, 0)
    assert to_text(older) == current
    new = (
        '"locked": [\n"region-1"\n],\n"hidden": [\n"alb-1"\n],\n"ranks": {\n"rds-1": -1\n},\n'
        '"looks": {\n"rds-1": {"colour": "teal", "width": "thick"}\n},\n"waivers"'
    )
    newer = current.replace('"waivers"', new)
    layout = read_bytes(newer.encode(), "x").layout
    assert layout.locked == {"region-1"}
    assert layout.hidden == {"alb-1"}
    assert layout.ranks == {"rds-1": -1}
    assert layout.looks == {"rds-1": Look(hue=Hue.TEAL, weight=Weight.THICK)}
    assert to_text(read_bytes(newer.encode(), "x")) == newer
    for wrong in ('"pale"', "3", '"teal", "glow": "much"'):
        with pytest.raises(FileRejected):
            read_bytes(newer.replace('"teal"', wrong).encode(), "x")


def test_a_file_of_an_older_minor_version_has_no_review() -> None:
    current = (VERSIONS / f"v{MAJOR}.tenet").read_text("utf-8")
    older = read_bytes(current.replace(f'"{VERSION}"', '"1.3"').encode(), "x")
    assert older.review == NO_REVIEW
    assert to_text(older) == current
    new = (
        ',\n"answers": {\n"wa:sec-1": {"yes": ["tls"], "no": ["keys"], "note": "soon"}\n},\n'
        '"milestones": {\n"May": {"lens": "wa", "day": "2026-05-01", '
        '"marks": {"security": [40, 60.5, 2, 1]}}\n}\n}\n'
    )
    newer = current.removesuffix("\n}\n") + new
    review = read_bytes(newer.encode(), "x").review
    assert review.answers["wa:sec-1"].choices == {"tls": True, "keys": False}
    assert review.milestones["May"].marks["security"].high == 60.5
    assert to_text(read_bytes(newer.encode(), "x")) == newer
    for right, wrong in (
        ("wa:sec-1", "sec-1"),
        ('"no": ["keys"]', '"no": ["tls"]'),
        ('"2026-05-01"', '"May"'),
        ("[40, 60.5, 2, 1]", "[70, 60.5, 2, 1]"),
        ("[40, 60.5, 2, 1]", "[40, 60.5]"),
    ):
        with pytest.raises(FileRejected):
            read_bytes(newer.replace(right, wrong).encode(), "x")


def test_unknown_fields_of_an_old_file_survive_its_migration() -> None:
    raw = json.loads(json.dumps(V0))
    raw["nodes"][0]["colour"] = "red"
    raw["author"] = "someone"
    text = to_text(read_bytes(json.dumps(raw).encode(), "x"))
    assert '"colour": "red"' in text
    assert '"author": "someone"' in text


WRONG = st.one_of(st.none(), st.integers(), st.text(max_size=3), st.just([1]), st.just({"id": 5}))


@given(st.data())
def test_a_damaged_old_file_is_refused_or_read(data: st.DataObject) -> None:
    raw = json.loads(json.dumps(V0))
    where = data.draw(st.sampled_from(["nodes", "edges", "goals", "title"]))
    if where in ("nodes", "edges") and data.draw(st.booleans()):
        index = data.draw(st.integers(0, len(raw[where]) - 1))
        if data.draw(st.booleans()):
            raw[where][index] = data.draw(WRONG)
        else:
            key = data.draw(st.sampled_from(sorted(raw[where][index])))
            raw[where][index][key] = data.draw(WRONG)
    else:
        raw[where] = data.draw(WRONG)
    with suppress(FileRejected):
        assert check(read_bytes(json.dumps(raw).encode(), "x")) == []
