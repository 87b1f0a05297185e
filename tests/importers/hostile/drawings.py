"""Hostile files of draw.io: entities, bombs, nesting, labels without end, circles."""

import base64
import zlib

from tests.importers.hostile.laying import MIB, Maker, file_of

_LAUGHS = "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' if n else '<!ENTITY l0 "lol">' for n in range(10)
)
_WIDE = f'<!ENTITY wide "{"x" * 100_000}">'
_CELL = (
    '<mxCell id="{id}" value="{value}" parent="{parent}" vertex="1" style="shape=mxgraph.aws4.'
    'resourceIcon;resIcon=mxgraph.aws4.ec2"><mxGeometry width="60" height="60" as="geometry"/>'
    "</mxCell>"
)


def _graph(*cells: str) -> str:
    inner = '<mxCell id="0"/><mxCell id="1"/>' + "".join(cells)
    return f"<mxGraphModel><root>{inner}</root></mxGraphModel>"


def _cell(value: str = "", key: str = "a", parent: str = "1") -> str:
    return _CELL.format(id=key, value=value, parent=parent)


def _deflated(data: bytes) -> bytes:
    deflater = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return deflater.compress(data) + deflater.flush()


def _blanks(mib: int) -> bytes:
    """Return many mebibytes of blanks, deflated: one block as often as it takes, and an end."""
    deflater = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    block = deflater.compress(b" " * MIB) + deflater.flush(zlib.Z_FULL_FLUSH)
    return block * mib + b"\x03\x00"


def _text(packed: bytes) -> str:
    return base64.b64encode(packed).decode()


def _page(packed: str) -> str:
    return f"<mxfile><diagram>{packed}</diagram></mxfile>"


def _png(data: bytes, kind: bytes = b"zTXt") -> bytes:
    size = len(data).to_bytes(4, "big")
    return b"\x89PNG\r\n\x1a\n" + size + kind + data + b"\x00" * 4


_ENTITIES = f"<!DOCTYPE a [{_LAUGHS}]><mxfile>&l9;</mxfile>"
DRAWIO: dict[str, Maker] = {
    "entity bomb": file_of("x.drawio", f"<?xml version='1.0'?>{_ENTITIES}"),
    "entity bomb, quadratic": file_of(
        "x.xml", f"<!DOCTYPE a [{_WIDE}]><mxfile>{'&wide;' * 20_000}</mxfile>"
    ),
    "entity bomb in an SVG": file_of("x.svg", f'<!DOCTYPE svg [{_LAUGHS}]><svg content="&l9;"/>'),
    "entity bomb in a packed page": file_of(
        "x.drawio", _page(_text(_deflated(_ENTITIES.encode())))
    ),
    "entity bomb in a PNG": file_of("x.png", _png(b"mxfile\0" + _ENTITIES.encode(), b"tEXt")),
    "DTD of a file": file_of(
        "x.drawio", '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><mxfile>&x;</mxfile>'
    ),
    "DTD of an address": file_of("x.drawio", '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a"><mxfile/>'),
    "deflate bomb of 1 GiB": file_of("x.drawio", _page(_text(_blanks(1024)))),
    "deflate bomb in a PNG": file_of("x.png", _png(b"mxfile\0\0\x78\xda" + _blanks(1024))),
    "deflate bomb in an SVG": file_of("x.svg", f'<svg content="{_text(_blanks(1024))}"/>'),
    "deflate bomb in parts": file_of(
        "x.drawio", f"<mxfile>{f'<diagram>{_text(_blanks(25))}</diagram>' * 40}</mxfile>"
    ),
    "100,000 nested nodes": file_of("x.drawio", _graph("<a>" * 100_000 + "</a>" * 100_000)),
    "100,000 nested lists in a page": file_of(
        "x.md", f'<div data-mxgraph="{"[" * 100_000}{"]" * 100_000}"></div>'
    ),
    "label of a megabyte": file_of("x.drawio", _graph(_cell("w" * MIB))),
    "label of a megabyte of markup": file_of(
        "x.drawio", _graph(_cell("&lt;b&gt;&amp;lt;" * 65_000))
    ),
    "label of a megabyte of tables": file_of(
        "x.drawio", _graph(_cell("&lt;table&gt;&lt;tr&gt;&lt;td&gt;" * 40_000))
    ),
    "name of a page of a megabyte": file_of(
        "x.drawio", f'<mxfile><diagram name="{"n" * MIB}">{_graph(_cell("W"))}</diagram></mxfile>'
    ),
    "cyclic parents": file_of(
        "x.drawio", _graph(*(_cell("W", f"c{n}", f"c{(n + 1) % 5000}") for n in range(5000)))
    ),
    "chain of 5,000 parents": file_of(
        "x.drawio", _graph(*(_cell("W", f"c{n}", f"c{n - 1}") for n in range(5000)))
    ),
    "cell that is its own parent": file_of("x.drawio", _graph(_cell("W", "c", "c"))),
}
