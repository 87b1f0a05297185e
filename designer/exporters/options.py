"""What can be asked of an export, one row for each: command line and dialog are made from them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

LARGEST_SCALE = 16.0


class ExportRefused(ValueError):
    """It cannot be exported as asked; the message says why, in words for people."""


class LayoutKind(Enum):
    """Whose positions a picture has."""

    DRAWN = "drawn"
    ARRANGED = "arranged"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOptions:
    """How something is exported; each format heeds the options its row names.

    Attributes:
        layout: the positions of the canvas, or new ones.
        scale: pixels for each unit of the canvas, above 0 and at most 16.
        theme: "light" or "dark".
        transparent: no ground is painted.
        source: the file carries the design along, and can be opened as one.
    """

    layout: LayoutKind = LayoutKind.DRAWN
    scale: float = 2.0
    theme: str = "light"
    transparent: bool = False
    source: bool = True


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
        key="source",
        label="Carry the &design inside, so that the file can be opened and edited",
        help="Do not put the design into the file; otherwise opening the file restores it.",
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


def words_of(options: ExportOptions) -> Iterator[str]:
    """Yield the words that say ``options`` on the command line."""
    for option in OPTIONS:
        value = getattr(options, option.key)
        if value == option.default:
            continue
        yield option.flag
        if option.choices:
            yield option.word_of(value)
