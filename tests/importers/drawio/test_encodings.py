"""Every wrapper a drawing comes in, and every encoding of an icon, read the same."""

import json
import struct
import zlib
from html import escape
from pathlib import Path
from urllib.parse import quote
from xml.sax.saxutils import quoteattr

import pytest

from designer.importers.result import Page
from designer.importers.sniffing import format_of
from designer.importers.source import Format, Source
from designer.storage.refusal import Refused
from tests.importers.drawio.sketch import (
    cell,
    group,
    icon,
    imported,
    line,
    links,
    model,
    mxfile,
    packed,
    page,
    tree,
)

SHOP = model(
    group("vpc", "v", 0, 0, 300, 200, "VPC"),
    icon("ec2", "web", 40, 60, "Web"),
    icon("rds", "db", 160, 60, "Orders"),
    line("web", "db", "SQL"),
)
EXPECTED = {"VPC": "vpc", "Web": "ec2 in VPC", "Orders": "rds in VPC"}


def _png(text: bytes, kind: bytes = b"tEXt") -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    if kind == b"zTXt":
        body = b"mxfile\x00\x00" + zlib.compress(text)
    elif kind == b"iTXt":
        body = b"mxfile\x00\x00\x00\x00\x00" + text
    else:
        body = b"mxfile\x00" + text
    return b"\x89PNG\r\n\x1a\n" + head + chunk(kind, body) + chunk(b"IEND", b"")


PLAIN = mxfile(SHOP)
SVG_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
    '"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n'
)
FORMS: dict[str, tuple[str, bytes]] = {
    "plain": ("a.drawio", PLAIN.encode()),
    "compressed": ("a.xml", mxfile(SHOP, compressed=True).encode()),
    "bare model": ("a.io", SHOP.encode()),
    "declaration": ("a.xml", b'<?xml version="1.0" encoding="UTF-8"?>\n' + PLAIN.encode()),
    "byte order mark": ("a.drawio", b"\xef\xbb\xbf" + PLAIN.encode()),
    "UTF-16": ("a.drawio", ('<?xml version="1.0" encoding="UTF-16"?>' + PLAIN).encode("utf-16")),
    "svg": (
        "a.drawio.svg",
        f'{SVG_HEAD}<svg xmlns="http://www.w3.org/2000/svg" content={quoteattr(PLAIN)}/>'.encode(),
    ),
    "svg, compressed": (
        "a.svg",
        f"<svg content={quoteattr(mxfile(SHOP, compressed=True))}><g/></svg>".encode(),
    ),
    "png": ("a.drawio.png", _png(quote(PLAIN).encode())),
    "png, zTXt": ("a.png", _png(quote(PLAIN).encode(), b"zTXt")),
    "png, iTXt": ("a.png", _png(PLAIN.encode(), b"iTXt")),
    "pasted into a README": ("README.md", f"# Shop\n\nSee:\n\n{PLAIN}\n\nThanks.\n".encode()),
    "pasted and escaped": ("README.md", f"<pre>{escape(PLAIN)}</pre>".encode()),
    "html": (
        "a.html",
        f'<div class="mxgraph" data-mxgraph="{escape(json.dumps({"xml": PLAIN}))}"/>'.encode(),
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_wrapper_holds_the_same_drawing(form: str) -> None:
    name, data = FORMS[form]
    assert format_of(Source(path=Path(name), data=data)) is Format.DRAWIO
    (found,) = imported(data, name).pages
    assert tree(found) == EXPECTED
    assert links(found) == ["Web -> Orders (SQL)"]


def test_pages_become_diagrams_of_their_own() -> None:
    other = model(icon("lambda", "f", 0, 0, "Resize"))
    pages = imported(mxfile(SHOP, other, compressed=True)).pages
    assert [found.name for found in pages] == ["Page 1", "Page 2"]
    assert [tree(found) for found in pages] == [EXPECTED, {"Resize": "lambda"}]
    assert [found.diagram.title for found in pages] == ["sketch: Page 1", "sketch: Page 2"]


def _one(style: str, text: str = "It") -> str:
    (service,) = tree(page(cell("a", style, 0, 0, 60, 60, text))).values()
    return service


@pytest.mark.parametrize(
    ("style", "service"),
    [
        ("shape=mxgraph.aws4.resourceIcon;resIcon=mxgraph.aws4.s3;html=1;", "s3"),
        ("shape=mxgraph.aws4.productIcon;prIcon=mxgraph.aws4.eks;html=1;", "eks"),
        ("shape=mxgraph.aws4.nat_gateway;html=1;", "nat"),
        ("shape=mxgraph.aws3.internet_gateway;html=1;", "igw"),
        ("shape=mxgraph.aws3d.elasticLoadBalancing;html=1;", "alb"),
        ("shape=mxgraph.aws3d.rdsMaster;html=1;", "rds"),
        ("shape=mxgraph.aws2.compute_and_networking.elastic_load_balan;html=1;", "alb"),
        ("shape=mxgraph.aws.compute.ec2_instances;html=1;", "ec2"),
        ("shape=mxgraph.aws4.resourceIcon;resIcon=mxgraph.aws4.bedrock;html=1;", "bedrock"),
        ("shape=mxgraph.aws4.cloudwatch_logs;html=1;", "cloudwatch"),
        ("image;image=https://x.test/Arch_Amazon-DynamoDB_64.svg;html=1;", "dynamodb"),
        ("shape=image;image=img/lib/aws/Amazon-Route-53.svg;html=1;", "route53"),
        ("shape=umlActor;html=1;", "users"),
        ("shape=mxgraph.ios7.icons.user;html=1;", "users"),
        ("shape=mxgraph.ios7.icons.smartphone;html=1;", "mobile"),
        ("shape=mxgraph.aws4.group;grIcon=mxgraph.aws4.group_region;html=1;", "region"),
    ],
)
def test_every_encoding_of_an_icon_is_known(style: str, service: str) -> None:
    assert _one(style) == service


def test_labels_come_from_values_html_wrappers_children_and_texts_nearby() -> None:
    html = icon("ec2", "a", 0, 0, "<div>Web&nbsp;<b>server</b></div><br>10.0.0.1")
    wrapped = (
        '<UserObject id="b" label="Cache of %stage%" placeholders="1" stage="prod"><mxCell '
        'style="shape=mxgraph.aws4.elasticache;" vertex="1" parent="1"><mxGeometry x="200" y="0" '
        'width="48" height="48" as="geometry"/></mxCell></UserObject>'
    )
    bare = icon("sqs", "c", 400, 0)
    under = cell("d", "text;html=1;", 380, 52, 90, 20, "Orders")
    assert tree(page(html, wrapped, bare, under)) == {
        "Web server 10.0.0.1": "ec2",
        "Cache of prod": "elasticache",
        "Orders": "sqs",
    }


def test_layers_and_groups_move_what_is_in_them_and_hidden_cells_are_not_drawn() -> None:
    layer = '<mxCell id="2" value="Hidden" parent="0" visible="0"/>'
    outer = cell("g", "group", 100, 100, 200, 100)
    inner = icon("ec2", "a", 20, 10, "Web", parent="g")
    unseen = icon("rds", "b", 0, 0, "Gone", parent="2")
    found = page(layer, outer, inner, unseen)
    assert tree(found) == {"Web": "ec2"}
    box = next(iter(found.diagram.layout.boxes.values()))
    assert (box.centre.x, box.y) == (144, 110)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "holds no draw.io drawing"),
        (b"<mxlibrary>[]</mxlibrary>", "library of shapes"),
        (b"<mxfile></mxfile>", "holds no draw.io page"),
        (b"<mxfile><diagram>!!!!</diagram></mxfile>", "compressed content is damaged"),
        (b"<mxfile><diagram>AAAA</diagram></mxfile>", "not well-formed"),
        (b"<mxfile><diagram name='x'>", "not well-formed"),
        (b"<html><body/></html>", "holds no draw.io drawing"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "without its source"),
        (_png(b"x").replace(b"mxfile", b"Author"), "without its source"),
        (packed(SHOP).encode(), "holds no draw.io drawing"),
    ],
)
def test_what_holds_no_drawing_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        imported(data)


def test_an_empty_page_says_so() -> None:
    (found,) = imported(mxfile(model())).pages
    assert isinstance(found, Page)
    assert [note.sentence for note in found.notes] == ["The page is empty."]
