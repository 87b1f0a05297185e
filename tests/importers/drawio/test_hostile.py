"""Nothing a stranger puts into a draw.io file takes long, takes much, or takes the reader down."""

import base64
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from designer.importers.dispatch import import_file
from designer.importers.drawio.source import pages_of
from designer.importers.refusal import ImportRefused
from designer.model.invariants import check
from designer.storage.refusal import Refused
from tests.importers.drawio.sketch import (
    BOX,
    cell,
    group,
    icon,
    imported,
    line,
    model,
    mxfile,
    packed,
    page,
    subnet,
    words,
    zone,
)

LONGEST_S = 5.0


def _bomb() -> bytes:
    lol = "".join(
        f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' if i else '<!ENTITY l0 "lol">' for i in range(10)
    )
    return f"<?xml version='1.0'?><!DOCTYPE mxfile [{lol}]><mxfile>&l9;</mxfile>".encode()


def _deflated(size: int) -> str:
    deflater = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    block = b" " * 2**20
    data = b"".join(deflater.compress(block) for _ in range(size)) + deflater.flush()
    return base64.b64encode(data).decode()


def _nested(depth: int) -> str:
    return "<mxGraphModel><root>" + "<a>" * depth + "</a>" * depth + "</root></mxGraphModel>"


def _boxes_in_boxes(count: int) -> str:
    cells = [cell(f"b{i}", BOX, i, i, 20_000 - 2 * i, 20_000 - 2 * i, "VPC") for i in range(count)]
    return model(*cells, icon("ec2", "w", 9_990, 9_990, "Web"))


def _crowd(count: int) -> str:
    cells = [icon("ec2", f"n{i}", 60 * (i % 60), 80 * (i // 60), f"W{i}") for i in range(count)]
    cells += [line(start=(i, 7 * i), end=(9 * i, 3), key=f"e{i}") for i in range(count)]
    return model(*cells)


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "an entity bomb": (_bomb, "document type or entities"),
    "an outside entity": (
        lambda: b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><mxfile>&x;</mxfile>',
        "document type or entities",
    ),
    "an outside document type": (
        lambda: b'<!DOCTYPE mxfile SYSTEM "http://127.0.0.1:9/x.dtd"><mxfile/>',
        "document type or entities",
    ),
    "an entity in a picture": (
        lambda: b'<!DOCTYPE svg [<!ENTITY x "y">]><svg content="&x;"/>',
        "document type or entities",
    ),
    "a deflate bomb": (
        lambda: f"<mxfile><diagram>{_deflated(300)}</diagram></mxfile>".encode(),
        "unfolds to more than",
    ),
    "many small bombs": (
        lambda: f"<mxfile>{f'<diagram>{_deflated(20)}</diagram>' * 50}</mxfile>".encode(),
        "well-formed|unfolds",
    ),
    "a bomb in a picture": (
        lambda: (
            b"\x89PNG\r\n\x1a\n"
            + (len(_png_bomb())).to_bytes(4, "big")
            + b"zTXt"
            + _png_bomb()
            + b"\x00" * 4
        ),
        "unfolds to more than",
    ),
    "nested without end": (lambda: _nested(100_000).encode(), "nests XML more than"),
    "more nodes than a drawing": (
        lambda: f"<mxGraphModel><root>{'<a/>' * 400_000}</root></mxGraphModel>".encode(),
        "more than 150,000 XML nodes",
    ),
    "more cells than a drawing": (
        lambda: model(*(f'<mxCell id="{i}"/>' for i in range(30_000))).encode(),
        "cells on one page",
    ),
    "more pages than a drawing": (
        lambda: f"<mxfile>{'<diagram/>' * 200}</mxfile>".encode(),
        "more than 100 pages",
    ),
    "more boxes than a drawing": (lambda: _boxes_in_boxes(3_000).encode(), "boxes on one page"),
    "more lines than a drawing": (
        lambda: model(*(line("a", "b", key=f"e{i}") for i in range(5_000))).encode(),
        "lines on one page",
    ),
    "a node with millions of attributes": (
        lambda: b"<mxfile " + b"".join(b'a%d="" ' % i for i in range(900_000)) + b"/>",
        "more than 1,000 attributes",
    ),
}


def _png_bomb() -> bytes:
    return b"mxfile\x00\x00" + zlib.compress(b" " * 60 * 2**20, 9)


@pytest.mark.parametrize("name", REFUSED)
def test_hostile_files_are_refused_in_one_sentence_and_in_time(name: str, tmp_path: Path) -> None:
    make, reason = REFUSED[name]
    path = tmp_path / "x.drawio"
    path.write_bytes(make())
    began = time.process_time()
    with pytest.raises(ImportRefused, match=reason) as refusal:
        import_file(path)
    assert time.process_time() - began < LONGEST_S
    assert "\n" not in str(refusal.value)


READ: dict[str, Callable[[], str]] = {
    "a label of a megabyte": lambda: model(icon("ec2", "w", 0, 0, "w" * 2**20)),
    "a megabyte of markup": lambda: model(icon("ec2", "w", 0, 0, "<b>&lt;" * 2**18)),
    "a style of a megabyte": lambda: model(cell("w", "a=b;" * 2**18, 0, 0, 80, 60, "Web")),
    "parents in a circle": lambda: model(
        group("vpc", "a", 0, 0, 200, 200, "A", parent="b"),
        group("vpc", "b", 10, 10, 180, 180, "B", parent="a"),
        icon("ec2", "c", 20, 20, "C", parent="c"),
    ),
    "lines in a circle": lambda: model(
        line("b", "a", key="a"), line("a", "b", key="b"), line("c", "c", key="c")
    ),
    "boxes in boxes": lambda: _boxes_in_boxes(390),
    "a crowd": lambda: _crowd(2_400),
    "numbers that are none": lambda: model(
        icon("ec2", "a", float("nan"), float("inf"), "A"),
        icon("ec2", "b", 1e300, -1e300, "B"),
        cell("c", BOX, 0, 0, -5, -5, "C"),
        line(start=(float("nan"), 1), end=(1e308, -1e308)),
    ),
    "ids that are the same": lambda: model(*(icon("ec2", "x", i, i, "X") for i in range(300))),
}


@pytest.mark.parametrize("name", READ)
def test_odd_files_are_read_in_time(name: str) -> None:
    text = READ[name]()
    began = time.process_time()
    (found,) = imported(text).pages
    assert time.process_time() - began < LONGEST_S
    assert check(found.diagram) == []


# ------------------------------------------------------------------------------ fuzz

_TEXTS = st.one_of(
    st.sampled_from(
        ["", "VPC", "AZ", "us-east-1a", "Public subnet", "EC2 x3", "Auto Scaling", "RDS standby"]
    ),
    st.text(max_size=30),
    st.sampled_from(["<b>a</b><br>c", "&lt;", "<", "%3CmxGraphModel%3E", "multi-az replica"]),
)
_PLACES = st.one_of(st.integers(-50, 900), st.floats(allow_nan=True, allow_infinity=True))
_KEYS = st.sampled_from(["a", "b", "c", "d", "e", "f", "1", ""])
_XML_SAFE = str.maketrans(dict.fromkeys(map(chr, [*range(32), *range(55296, 57344)])))


@st.composite
def _cells(draw: st.DrawFn) -> str:
    text = draw(_TEXTS).translate(_XML_SAFE).replace("\ufffe", "").replace("\uffff", "")
    key = draw(_KEYS)
    x, y = draw(_PLACES), draw(_PLACES)
    width, height = draw(_PLACES), draw(_PLACES)
    parent = draw(_KEYS)
    kind = draw(st.integers(0, 8))
    if kind == 0:
        name = draw(
            st.sampled_from(["ec2", "rds", "s3", "aws3.lambda", "nonsense", "auto_scaling2"])
        )
        return icon(name, key, x, y, text, parent=parent)
    if kind == 1:
        frame = draw(st.sampled_from(["vpc", "region", "auto_scaling_group", "security_group"]))
        return group(frame, key, x, y, width, height, text, parent=parent)
    if kind == 2:
        return zone(key, x, y, width, height, text)
    if kind == 3:
        return subnet(key, x, y, width, height, text, parent=parent)
    if kind == 4:
        return words(key, x, y, text)
    if kind == 5:
        return cell(key, BOX, x, y, width, height, text, parent=parent)
    style = draw(st.sampled_from(["endArrow=classic;", "endArrow=none;", "dashed=1;edgeStyle=x;"]))
    return line(
        draw(_KEYS), draw(_KEYS), text, style=style, start=(x, y), end=(width, height), key=key
    )


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_cells(), max_size=14))
def test_any_page_of_cells_makes_a_sound_diagram(cells: list[str]) -> None:
    assert check(page(*cells).diagram) == []


_SEED = mxfile(
    model(
        group("vpc", "v", 0, 0, 300, 200, "VPC"),
        icon("ec2", "w", 40, 60, "Web"),
        icon("rds", "d", 160, 60, "DB"),
        line("w", "d"),
    )
).encode()
_PACKED_SEED = mxfile(model(icon("ec2", "w", 40, 60, "Web")), compressed=True).encode()


@settings(max_examples=250, deadline=None)
@given(
    st.sampled_from([_SEED, _PACKED_SEED]),
    st.lists(st.tuples(st.integers(0, 10**6), st.binary(max_size=4)), max_size=6),
)
def test_damaged_files_are_read_or_refused(seed: bytes, cuts: list[tuple[int, bytes]]) -> None:
    data = seed
    for place, new in cuts:
        at = place % (len(data) + 1)
        data = data[:at] + new + data[at + len(new) :]
    try:
        found = imported(data)
    except Refused:
        return
    assert all(check(one.diagram) == [] for one in found.pages)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for content in (data, b"<mxfile>" + data, b"\x89PNG\r\n\x1a\n" + data):
        with pytest.raises(Refused):
            assert not pages_of(content)


def test_what_is_packed_twice_is_refused() -> None:
    with pytest.raises(Refused):
        imported(f"<mxfile><diagram>{packed(packed(model()))}</diagram></mxfile>")
