"""Writes single shapes as the XML of a slide (ECMA-376 part 1, chapters 19 and 20).

python-pptx makes shapes too, but in theme styles, with ids it searches for anew each time and
without connection sites of one's own; it keeps the package, pictures, tables, charts and notes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from designer.exporters.clean_text import plain
from designer.exporters.pptx.elbows import Elbow
from designer.exporters.pptx.page import EMU_PER_POINT, Frame
from designer.render.primitives import SOLID, Align, Dash
from designer.render.theme import DOTTED

FONT = "Arial"
"""Has the widths of the bundled font, and is on every computer with PowerPoint."""
STANDARD_SITES = 4
"""Top, left, bottom, right: the sites of every rectangle, in this order."""
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_POWERPOINT = "http://schemas.microsoft.com/office/powerpoint/2010/main"
_LEAST_LINE = 9_525  # three quarters of a point
_ALIGNED = {Align.LEFT: "l", Align.CENTRE: "ctr", Align.RIGHT: "r"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What a shape is called: its id, its name in the list of shapes, its alternative text."""

    id: int
    name: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """How a line or border is drawn; ``width`` is in EMU."""

    colour: str
    width: int
    dash: Dash = SOLID


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A text in a shape.

    Attributes:
        points: its size.
        insets: from the left, top, right and bottom edge, in EMU.
        middle: it stands in the middle of the height, else at the top.
    """

    text: str
    points: float
    colour: str
    align: Align = Align.LEFT
    bold: bool = False
    insets: tuple[int, int, int, int] = (0, 0, 0, 0)
    middle: bool = False


Site = tuple[int, int]
"""Where a line may be glued, counted from the shape's upper left corner, in EMU."""


def rectangle(
    named: Named,
    frame: Frame,
    *,
    fill: str | None = None,
    stroke: Stroke | None = None,
    radius: int = 0,
    sites: Sequence[Site] = (),
    words: Words | None = None,
) -> str:
    """Return a rectangle; its corners are rounded by ``radius`` EMU unless it has own sites."""
    body = _text_body(words) if words is not None else _empty_body()
    # A text box proper has the usual sites alone, as LibreOffice reads it.
    is_text = words is not None and fill is None and stroke is None and not sites
    kind = ' txBox="1"' if is_text else ""
    return (
        f"<p:sp><p:nvSpPr>{_names(named)}<p:cNvSpPr{kind}/><p:nvPr/></p:nvSpPr><p:spPr>"
        f"{_placed(frame)}{_geometry(frame, radius, sites)}{_fill(fill)}{_line(stroke)}</p:spPr>"
        f"{body}</p:sp>"
    )


def picture(named: Named, frame: Frame, relation: str, sites: Sequence[Site] = ()) -> str:
    """Return a picture; ``relation`` is the id by which the slide knows the file."""
    return (
        f"<p:pic><p:nvPicPr>{_names(named)}<p:cNvPicPr>"
        '<a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr/></p:nvPicPr>'
        f'<p:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch>'
        f"</p:blipFill><p:spPr>{_placed(frame)}{_geometry(frame, 0, sites)}</p:spPr></p:pic>"
    )


def group(named: Named, frame: Frame, shapes: Iterable[str]) -> str:
    """Return shapes that are moved as one."""
    at, size = f'x="{frame.left}" y="{frame.top}"', f'cx="{frame.width}" cy="{frame.height}"'
    return (
        f"<p:grpSp><p:nvGrpSpPr>{_names(named)}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
        f"<p:grpSpPr><a:xfrm><a:off {at}/><a:ext {size}/><a:chOff {at}/><a:chExt {size}/>"
        f"</a:xfrm></p:grpSpPr>{''.join(shapes)}</p:grpSp>"
    )


@dataclass(frozen=True, slots=True)
class Glue:
    """An end of a connector.

    Attributes:
        shape: the id of what it is glued to.
        site: the number of the site there.
        is_firm: it is no caption, of which LibreOffice does not know where lines should leave.
    """

    shape: int
    site: int
    is_firm: bool = True


def connector(
    named: Named,
    course: Elbow | Sequence[tuple[int, int]],
    stroke: Stroke,
    ends: tuple[Glue, Glue],
    *,
    arrow: bool,
) -> str:
    """Return a line glued to two shapes: an elbow, or the corners of a line without one."""
    start, end = (
        f'<a:{tag} id="{glue.shape}" idx="{glue.site}"/>'
        for tag, glue in zip(("stCxn", "endCxn"), ends, strict=True)
    )
    shape = _elbow(course) if isinstance(course, Elbow) else _chain(course)
    return (
        f"<p:cxnSp><p:nvCxnSpPr>{_names(named)}<p:cNvCxnSpPr>{start}{end}</p:cNvCxnSpPr>"
        f"<p:nvPr/></p:nvCxnSpPr><p:spPr>{shape}{_line(stroke, arrow=arrow)}</p:spPr></p:cxnSp>"
    )


def either(choice: str, fallback: str) -> str:
    """Return a shape for PowerPoint, and another for programs that would draw that one wrongly.

    PowerPoint takes the first, since it knows the namespace asked for (that of PowerPoint 2010).
    LibreOffice looks at the prefix alone and takes the second.
    """
    return (
        f'<mc:AlternateContent xmlns:mc="{_COMPATIBILITY}"><mc:Choice xmlns:p2010="{_POWERPOINT}" '
        f'Requires="p2010">{choice}</mc:Choice><mc:Fallback>{fallback}</mc:Fallback>'
        "</mc:AlternateContent>"
    )


def polyline(
    named: Named, course: Sequence[tuple[int, int]], stroke: Stroke, *, arrow: bool
) -> str:
    """Return a freeform line that is glued to nothing."""
    return (
        f"<p:sp><p:nvSpPr>{_names(named)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{_chain(course)}"
        f"{_fill(None)}{_line(stroke, arrow=arrow)}</p:spPr>{_empty_body()}</p:sp>"
    )


def colour(code: str) -> str:
    """Return a colour, given as "#RRGGBB"."""
    return f'<a:srgbClr val="{code.removeprefix("#")}"/>'


def _names(named: Named) -> str:
    name, words = escape(plain(named.name)), escape(plain(named.words))
    return f'<p:cNvPr id="{named.id}" name="{name}" descr="{words}"/>'


def _placed(frame: Frame) -> str:
    return (
        f'<a:xfrm><a:off x="{frame.left}" y="{frame.top}"/>'
        f'<a:ext cx="{frame.width}" cy="{frame.height}"/></a:xfrm>'
    )


def _geometry(frame: Frame, radius: int, sites: Sequence[Site]) -> str:
    if sites:
        return _rectangle_with(frame, sites)
    if radius > 0:
        share = min(50_000, round(radius * 100_000 / max(1, min(frame.width, frame.height))))
        guide = f'<a:gd name="adj" fmla="val {share}"/>'
        return f'<a:prstGeom prst="roundRect"><a:avLst>{guide}</a:avLst></a:prstGeom>'
    return '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'


def _rectangle_with(frame: Frame, sites: Sequence[Site]) -> str:
    """Return a rectangle with the usual four sites and more; all keep their shares of its sides."""
    wide, high = frame.width, frame.height
    usual = ((wide // 2, 0), (0, high // 2), (wide // 2, high), (wide, high // 2))
    guides, places = [], []
    for number, (x, y) in enumerate((*usual, *sites)):
        guides.append(
            f'<a:gd name="connsiteX{number}" fmla="*/ {x} w {wide}"/>'
            f'<a:gd name="connsiteY{number}" fmla="*/ {y} h {high}"/>'
        )
        places.append(
            f'<a:cxn ang="0"><a:pos x="connsiteX{number}" y="connsiteY{number}"/></a:cxn>'
        )
    corners = ((0, 0), (wide, 0), (wide, high), (0, high))
    return (
        f"<a:custGeom><a:avLst/><a:gdLst>{''.join(guides)}</a:gdLst><a:ahLst/>"
        f'<a:cxnLst>{"".join(places)}</a:cxnLst><a:rect l="0" t="0" r="r" b="b"/>'
        f"{_path(corners, wide, high, closed=True)}</a:custGeom>"
    )


def _path(corners: Sequence[tuple[int, int]], wide: int, high: int, *, closed: bool) -> str:
    first, *rest = (f'<a:pt x="{x}" y="{y}"/>' for x, y in corners)
    lines = "".join(f"<a:lnTo>{spot}</a:lnTo>" for spot in rest)
    end, fill = ("<a:close/>", "") if closed else ("", ' fill="none"')
    return (
        f'<a:pathLst><a:path w="{wide}" h="{high}"{fill}><a:moveTo>{first}</a:moveTo>{lines}{end}'
        "</a:path></a:pathLst>"
    )


def _elbow(course: Elbow) -> str:
    turn = f' rot="{course.turn * 60_000}"' if course.turn else ""
    flips = ' flipH="1"' * course.flip_h + ' flipV="1"' * course.flip_v
    guides = "".join(
        f'<a:gd name="adj{number}" fmla="val {value}"/>'
        for number, value in enumerate(course.adjustments, start=1)
    )
    return (
        f'<a:xfrm{turn}{flips}><a:off x="{course.left}" y="{course.top}"/>'
        f'<a:ext cx="{course.width}" cy="{course.height}"/></a:xfrm>'
        f'<a:prstGeom prst="{course.preset}"><a:avLst>{guides}</a:avLst></a:prstGeom>'
    )


def _chain(course: Sequence[tuple[int, int]]) -> str:
    left, top = min(x for x, _ in course), min(y for _, y in course)
    frame = Frame(left, top, max(x for x, _ in course) - left, max(y for _, y in course) - top)
    corners = [(x - left, y - top) for x, y in course]
    return (
        f"{_placed(frame)}<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        '<a:rect l="0" t="0" r="r" b="b"/>'
        f"{_path(corners, frame.width, frame.height, closed=False)}</a:custGeom>"
    )


def _fill(code: str | None) -> str:
    return "<a:noFill/>" if code is None else f"<a:solidFill>{colour(code)}</a:solidFill>"


def _line(stroke: Stroke | None, *, arrow: bool = False) -> str:
    if stroke is None:
        return "<a:ln><a:noFill/></a:ln>"
    dash = ""
    if stroke.dash:
        dash = f'<a:prstDash val="{"dot" if stroke.dash == DOTTED else "dash"}"/>'
    head = '<a:tailEnd type="stealth" w="med" len="med"/>' if arrow else ""
    return (
        f'<a:ln w="{max(stroke.width, _LEAST_LINE)}"><a:solidFill>{colour(stroke.colour)}'
        f'</a:solidFill>{dash}<a:miter lim="800000"/>{head}</a:ln>'
    )


def _text_body(words: Words) -> str:
    left, top, right, bottom = words.insets
    anchor = "ctr" if words.middle else "t"
    size = round(words.points * 100)
    bold = ' b="1"' if words.bold else ""
    run = (
        f'lang="en-US" sz="{size}"{bold} dirty="0"><a:solidFill>{colour(words.colour)}'
        f'</a:solidFill><a:latin typeface="{FONT}"/><a:cs typeface="{FONT}"/>'
    )
    return (
        f'<p:txBody><a:bodyPr wrap="square" lIns="{left}" tIns="{top}" rIns="{right}" '
        f'bIns="{bottom}" anchor="{anchor}" rtlCol="0"><a:noAutofit/></a:bodyPr><a:lstStyle/><a:p>'
        f'<a:pPr algn="{_ALIGNED[words.align]}"/><a:r><a:rPr {run}</a:rPr>'
        f"<a:t>{escape(plain(words.text))}</a:t></a:r></a:p></p:txBody>"
    )


def _empty_body() -> str:
    return '<p:txBody><a:bodyPr rtlCol="0" anchor="ctr"/><a:lstStyle/><a:p/></p:txBody>'


def points_of(emu: int) -> float:
    """Return a length in points."""
    return emu / EMU_PER_POINT
