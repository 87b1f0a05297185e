"""A design comes back whole from the picture that carries it, and no picture does any harm."""

import base64
import os
import struct
import time
import zlib
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.model.diagram import Diagram
from designer.storage.inside.source import carries_source, source_in, with_source
from designer.storage.refusal import Refused
from designer.storage.writing import to_text
from tests.builders import diagram
from tests.storage.strategies import diagrams

MANY = int(os.environ.get("TENET_EXAMPLES", "6"))
LONGEST_S = 5.0

# One pixel, as any program may have written it.
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
SVG = b"""<?xml version="1.0"?>
<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><title>a &gt; b</title></svg>
"""
HTML = b"<!DOCTYPE html>\n<html><body><p>x</p></body></html>\n"


def pdf() -> bytes:
    """A document of one empty page, with a plain table of its objects."""
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
    )
    made, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        made
        + b"xref\n0 4\n0000000000 65535 f \n%strailer\n<< /Size 4 /Root 1 0 R >>\n" % (table)
        + b"startxref\n%d\n%%%%EOF\n" % len(made)
    )


PICTURES = {"png": PNG, "svg": SVG, "html": HTML, "pdf": pdf()}


@pytest.fixture(params=PICTURES)
def picture(request: pytest.FixtureRequest) -> bytes:
    return PICTURES[str(request.param)]


@pytest.fixture(scope="module")
def shop() -> Diagram:
    made = diagram("users u\nec2 web\nu -> web")
    return replace(made, title="Shop & <b>Söhne</b> --> ]]></x>")


def test_a_picture_without_a_design_says_so(picture: bytes) -> None:
    assert not carries_source(picture)
    assert source_in(picture) is None
    assert source_in(b"") is None
    assert source_in(b"GIF89a") is None


def test_the_design_comes_back(picture: bytes, shop: Diagram) -> None:
    carrying = with_source(picture, shop)
    assert carries_source(carrying)
    assert source_in(carrying) == shop
    assert with_source(picture, shop) == carrying


@pytest.mark.timeout(900)
@settings(max_examples=MANY, deadline=None)
@given(diagrams())
def test_any_design_comes_back_exactly(made: Diagram) -> None:
    for picture in PICTURES.values():
        found = source_in(with_source(picture, made))
        assert found is not None
        assert to_text(found) == to_text(made)


@pytest.mark.parametrize("kind", [b"tEXt", b"zTXt", b"iTXt"])
def test_a_png_rewritten_by_another_program_is_still_read(kind: bytes, shop: Diagram) -> None:
    text = to_text(shop).encode()
    head = {b"tEXt": b"", b"zTXt": b"\0", b"iTXt": b"\0\0\0\0"}[kind]
    body = zlib.compress(text) if kind == b"zTXt" else text
    assert source_in(_with_chunk(kind, b"tenet-source\0" + head + body)) == shop


def test_an_svg_rewritten_by_another_program_is_still_read(shop: Diagram) -> None:
    carrying = with_source(SVG, shop).replace(b'"title"', b"&quot;title&quot;")
    named = carrying.replace(b"tenet:source", b"ns3:source")
    for rewritten in (carrying, named, b"\xef\xbb\xbf" + carrying):
        assert source_in(rewritten) == shop


def test_a_pdf_keeps_its_pages_as_they_were(shop: Diagram) -> None:
    carrying = with_source(pdf(), shop)
    assert carrying.startswith(pdf())
    # What is attached last is what the document says now.
    other = diagram("s3 files")
    assert source_in(with_source(carrying, other)) == other


def test_what_is_no_picture_of_ours_cannot_carry_one(shop: Diagram) -> None:
    for content in (b"GIF89a", PNG[:20], b"%PDF-1.7\nx", b"<?xml?><svg", b"<html><p>", b""):
        with pytest.raises(ValueError, match=r"no|breaks off"):
            with_source(content, shop)


def _with_chunk(kind: bytes, body: bytes) -> bytes:
    end = PNG.rindex(b"IEND") - 4
    check = struct.pack(">I", zlib.crc32(kind + body))
    return PNG[:end] + struct.pack(">I", len(body)) + kind + body + check + PNG[end:]


def _bomb() -> bytes:
    deflater = zlib.compressobj(9)
    block = b" " * 2**20
    return b"".join(deflater.compress(block) for _ in range(40)) + deflater.flush()


def _attached(content: bytes, head: bytes = b"/Filter /FlateDecode") -> bytes:
    return b"%%PDF-1.4\n9 0 obj << /Subtype /application#2Fx-tenet %s >>\nstream\n%s\nendstream" % (
        head,
        content,
    )


def _tagged(text: bytes) -> bytes:
    return b'<svg><metadata><tenet:source xmlns:tenet="urn:tenet-designer:source">' + text


def _deep() -> bytes:
    return b'{"elements": ' + b"[" * 200 + b"]" * 200 + b"}"


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "a bomb in a PNG": (
        lambda: _with_chunk(b"iTXt", b"tenet-source\0\1\0\0\0" + _bomb()),
        "unfolds to more than 20 MiB",
    ),
    "a bomb in a PDF": (lambda: _attached(_bomb()), "unfolds to more than 20 MiB"),
    "damaged in a PNG": (
        lambda: _with_chunk(b"zTXt", b"tenet-source\0\0damaged"),
        "compressed content is damaged",
    ),
    "cut short in a PDF": (
        lambda: _attached(zlib.compress(b"x" * 9999, 0)[:500]),
        "compressed content breaks off",
    ),
    "packed otherwise": (lambda: _attached(b"x", b"/Filter /LZWDecode"), "packed in a way"),
    "without an end": (lambda: _attached(b"{", b"").removesuffix(b"endstream"), "breaks off"),
    "an attachment alone": (
        lambda: b"%PDF-1.4 obj << /Subtype /application#2Fx-tenet >>",
        "breaks off",
    ),
    "markup inside": (lambda: _tagged(b"{<a/>}</tenet:source>"), "breaks off"),
    "an open tag": (lambda: _tagged(b"{"), "breaks off"),
    "no JSON": (lambda: _tagged(b"oops</tenet:source>"), "the design inside, line 1"),
    "deep": (lambda: _tagged(_deep() + b"</tenet:source>"), "deep"),
    "a newer format": (
        lambda: _with_chunk(b"tEXt", b'tenet-source\0{"format": "tenet", "version": "99.0"}'),
        "newer",
    ),
    "binary": (lambda: _with_chunk(b"tEXt", b"tenet-source\0\0\0\0"), "the design inside"),
    "empty": (lambda: _with_chunk(b"tEXt", b"tenet-source\0"), "the design inside"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_hostile_is_refused_in_one_sentence(name: str) -> None:
    build, reason = HOSTILE[name]
    data = build()
    assert carries_source(data)
    began = time.process_time()
    with pytest.raises(Refused, match=reason) as refusal:
        source_in(data)
    assert time.process_time() - began < LONGEST_S
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + b"\0\0\0\0tEXt\0\0\0\0" * 1_700_000,
        b"\x89PNG\r\n\x1a\n" + b"\xff\xff\xff\xffiTXt",
        b"<svg>" + b"<source " * 2_000_000,
        b"<svg>" + b"<" + b"a" * 20_000_000,
        b"<svg>" + b"<a:source " + b"urn:tenet " * 2_000_000,
    ],
    ids=["empty chunks", "a chunk past the end", "tags", "a long name", "a long tag"],
)
def test_looking_for_a_design_takes_no_time(data: bytes) -> None:
    began = time.process_time()
    assert not carries_source(data)
    assert source_in(data) is None
    assert time.process_time() - began < 2.0


@pytest.mark.timeout(900)
@settings(max_examples=8 * MANY, deadline=None)
@given(st.sampled_from(sorted(PICTURES)), st.data())
def test_a_damaged_picture_is_refused_or_read_and_nothing_else(
    kind: str, data: st.DataObject
) -> None:
    carrying = bytearray(with_source(PICTURES[kind], diagram("users u\nec2 web\nu -> web")))
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(carrying) - 1))
        carrying[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(carrying)))
    for damaged in (bytes(carrying), bytes(carrying[:cut]), bytes(carrying[cut:])):
        try:
            found = source_in(damaged)
        except Refused:
            continue
        assert found is None or isinstance(found, Diagram)
