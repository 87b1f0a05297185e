"""What can be asked of an export, one row for each: command line and dialog are made from them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from itertools import combinations
from typing import Any

LARGEST_SCALE = 16.0
LARGEST_WIDTH_PX = 16_384.0
LARGEST_DPI = 2400.0
LARGEST_MARGIN = 2000.0
USUAL_DPI = 96.0
USUAL_MARGIN = 24.0
USUAL_QUALITY = 92.0


class ExportRefused(ValueError):
    """It cannot be exported as asked; the message says why, in words for people."""


class LayoutKind(Enum):
    """Whose positions a picture has."""

    DRAWN = "drawn"
    ARRANGED = "arranged"


class FindingMarks(Enum):
    """How a picture shows what the rules found."""

    NONE = "none"
    MARKS = "marks"
    KEY = "key"


class SlideKind(Enum):
    """A part of a deck of slides."""

    DIAGRAM = "diagram"
    TENETS = "tenets"
    FINDINGS = "findings"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOptions:
    """How something is exported; each format heeds the options its row names.

    Attributes:
        layout: the positions of the canvas, or new ones.
        scale: pixels for each unit of the canvas, above 0 and at most 16.
        width: of the picture in pixels, at most 16,384, instead of ``scale``.
        dpi: the resolution written into the file, at most 2400; None for 96 times the scale, with
            which a picture of any scale is as large on paper as the canvas.
        theme: "light" or "dark".
        transparent: no ground is painted.
        heading: the diagram's title stands above it.
        legend: tells what the lines and boxes in the picture mean.
        scores: a badge with the letter and the scores of the tenets.
        findings: numbers beside the elements ("marks"), and what they say as well ("key").
        aspect: width over height that the picture is filled up to, 0.1 to 10; None for that of
            the drawing. Slides have this shape, 16:9 by default.
        margin: free space around, in units of the canvas, above 0 and at most 2000.
        quality: of a JPEG, above 0 and at most 100.
        source: the file carries the design along, and can be opened as one.
        slides: the parts of a deck, in the order of `SlideKind`, not empty.
        pillars, responsibility: a part of a report, or slides behind the others, for the review by
            the five pillars, and for who answers for what.
    """

    layout: LayoutKind = LayoutKind.DRAWN
    scale: float = 2.0
    width: float | None = None
    dpi: float | None = None
    theme: str = "light"
    transparent: bool = False
    heading: bool = True
    legend: bool = False
    scores: bool = False
    findings: FindingMarks = FindingMarks.NONE
    aspect: float | None = None
    margin: float = USUAL_MARGIN
    quality: float = USUAL_QUALITY
    source: bool = True
    slides: tuple[SlideKind, ...] = tuple(SlideKind)
    pillars: bool = False
    responsibility: bool = False

    def __post_init__(self) -> None:
        """Refuse what cannot be drawn.

        Raises:
            ExportRefused: a value is out of its range.
        """
        _must_lie("scale", self.scale, LARGEST_SCALE)
        _must_lie("width in pixels", self.width, LARGEST_WIDTH_PX)
        _must_lie("resolution in dots per inch", self.dpi, LARGEST_DPI)
        _must_lie("margin", self.margin, LARGEST_MARGIN)
        _must_lie("quality", self.quality, 100.0)
        if self.aspect is not None and not 0.1 <= self.aspect <= 10:
            raise ExportRefused("the aspect ratio (width over height) lies between 0.1 and 10")
        if self.theme not in ("light", "dark"):
            raise ExportRefused(f"there is no theme called {self.theme}: it is light or dark")

    def scale_for(self, width: float) -> float:
        """Return the pixels for each unit of a drawing that is ``width`` units wide."""
        return self.scale if self.width is None else self.width / max(width, 1.0)

    def dpi_for(self, scale: float) -> float:
        """Return the resolution to write into a picture drawn at ``scale``."""
        return USUAL_DPI * scale if self.dpi is None else self.dpi


def _must_lie(what: str, value: float | None, most: float) -> None:
    if value is not None and not 0 < value <= most:
        raise ExportRefused(f"the {what} must lie above 0 and be at most {most:,g}")


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose: its value, its word on the command line, its name in the dialog."""

    value: Any
    word: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One field of `ExportOptions` as people see it.

    Attributes:
        key: the name of the field.
        label: what the dialog calls it, with "&" before its key.
        help: what the command line says of it.
        choices: what the dialog offers; none for a switch.
        most: the greatest number the command line takes, where any number above 0 will do.
    """

    key: str
    label: str
    help: str
    choices: tuple[Choice, ...] = ()
    most: float | None = None

    @property
    def default(self) -> Any:
        """What holds when nothing is said."""
        return getattr(_DEFAULTS, self.key)

    @property
    def flag(self) -> str:
        """The option on the command line; a switch that is on is turned off by it."""
        word = self.key.replace("_", "-")
        return f"--no-{word}" if self.default is True else f"--{word}"

    def word_of(self, value: Any) -> str:
        """Return ``value`` as it is written on the command line."""
        for choice in self.choices:
            if choice.value == value:
                return choice.word
        return f"{value:g}" if isinstance(value, float) else str(value)


_DEFAULTS = ExportOptions()


def _decks() -> Iterator[Choice]:
    """Yield every choice of slides, the most of them first."""
    for count in range(len(SlideKind), 0, -1):
        for kinds in combinations(SlideKind, count):
            *most, last = (kind.value for kind in kinds)
            label = f"{', '.join(most)} and {last}" if most else f"{last} only"
            yield Choice(kinds, ",".join((*most, last)), label.capitalize())


OPTIONS = (
    Option(
        key="layout",
        label="&Layout",
        help="As drawn on the canvas, or arranged anew.",
        choices=(
            Choice(LayoutKind.DRAWN, "drawn", "As drawn"),
            Choice(LayoutKind.ARRANGED, "arranged", "Arranged automatically"),
        ),
    ),
    Option(
        key="scale",
        label="&Scale",
        help="Pixels for each unit of the canvas.",
        choices=(
            Choice(1.0, "1", "100 %"),
            Choice(2.0, "2", "200 % (slides)"),
            Choice(3.0, "3", "300 %"),
            Choice(4.0, "4", "400 % (print)"),
        ),
        most=LARGEST_SCALE,
    ),
    Option(
        key="width",
        label="&Width",
        help="Pixels from left to right, instead of a scale.",
        choices=(
            Choice(None, "", "By the scale"),
            Choice(1280.0, "1280", "1280 pixels"),
            Choice(1920.0, "1920", "1920 pixels (full HD)"),
            Choice(3840.0, "3840", "3840 pixels (4K)"),
        ),
        most=LARGEST_WIDTH_PX,
    ),
    Option(
        key="dpi",
        label="Resol&ution",
        help="Dots per inch to write into the file; by default 96 times the scale.",
        choices=(
            Choice(None, "", "As large on paper as on the canvas"),
            Choice(96.0, "96", "96 dpi"),
            Choice(150.0, "150", "150 dpi"),
            Choice(288.0, "288", "288 dpi (a slide in 4K)"),
            Choice(300.0, "300", "300 dpi (print)"),
        ),
        most=LARGEST_DPI,
    ),
    Option(
        key="theme",
        label="&Theme",
        help="The colours.",
        choices=(Choice("light", "light", "Light"), Choice("dark", "dark", "Dark")),
    ),
    Option(
        key="transparent",
        label="Transparent &background",
        help="Leave the background out.",
    ),
    Option(
        key="heading",
        label="&Heading",
        help="Leave the title above the drawing out.",
    ),
    Option(
        key="legend",
        label="Le&gend",
        help="Tell what the lines and boxes mean.",
    ),
    Option(
        key="scores",
        label="Sc&ores",
        help="Show the grade and the scores of the tenets.",
    ),
    Option(
        key="findings",
        label="Fi&ndings",
        help="Number what the rules found, and list what they say.",
        choices=(
            Choice(FindingMarks.NONE, "none", "Not shown"),
            Choice(FindingMarks.MARKS, "marks", "Numbers"),
            Choice(FindingMarks.KEY, "key", "Numbers and what they say"),
        ),
    ),
    Option(
        key="aspect",
        label="&Aspect",
        help="Fill the picture up to the shape of a slide or page; slides are 16:9 by default.",
        choices=(
            Choice(None, "drawing", "As the drawing (slides: 16:9)"),
            Choice(16 / 9, "16:9", "16:9 (slide)"),
            Choice(4 / 3, "4:3", "4:3 (slide)"),
            Choice(1.0, "1:1", "1:1 (square)"),
        ),
    ),
    Option(
        key="margin",
        label="&Margin",
        help="Free space around, in units of the canvas.",
        choices=(
            Choice(8.0, "8", "Narrow"),
            Choice(USUAL_MARGIN, "24", "Usual"),
            Choice(64.0, "64", "Wide"),
        ),
        most=LARGEST_MARGIN,
    ),
    Option(
        key="quality",
        label="&Quality",
        help="How faithful, 1 to 100, against how small.",
        choices=(
            Choice(75.0, "75", "75 % (small)"),
            Choice(USUAL_QUALITY, "92", "92 %"),
            Choice(100.0, "100", "100 % (best)"),
        ),
        most=100.0,
    ),
    Option(
        key="source",
        label="Carry the &design inside, so that the file can be opened and edited",
        help="Do not put the design into the file; otherwise opening the file restores it.",
    ),
    Option(
        key="slides",
        label="Slid&es",
        help="The slides to make.",
        choices=tuple(_decks()),
    ),
    Option(
        key="pillars",
        label="Well-Architected p&illars",
        help="Add the five pillars: points, risks, gaps with fixes, and a plan.",
    ),
    Option(
        key="responsibility",
        label="Shared &responsibility",
        help="Add who answers for what, and what of yours is missing or not stated.",
    ),
)
"""The options in the order in which they are asked for; an option more is a field and a row."""


def options_of(said: Mapping[str, Any]) -> ExportOptions:
    """Return the options in what the command line was told, by the names of the fields.

    Raises:
        KeyError: a word names no choice.
    """
    values: dict[str, Any] = {}
    for option in OPTIONS:
        if option.key not in said:
            continue
        value = said[option.key]
        if option.choices and option.most is None:
            value = {choice.word: choice.value for choice in option.choices}[value]
        values[option.key] = value
    return ExportOptions(**values)


def said_of(options: ExportOptions) -> dict[str, Any]:
    """Return what `options_of` makes these options of: words, numbers, switches and None."""
    said = {}
    for option in OPTIONS:
        value = getattr(options, option.key)
        is_word = option.choices and option.most is None
        said[option.key] = option.word_of(value) if is_word else value
    return said


def words_of(options: ExportOptions) -> Iterator[str]:
    """Yield the words that say ``options`` on the command line."""
    for option in OPTIONS:
        value = getattr(options, option.key)
        if value == option.default:
            continue
        yield option.flag
        if option.choices:
            yield option.word_of(value)
