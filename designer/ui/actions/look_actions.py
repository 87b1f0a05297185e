"""How what is selected looks: locked, hidden, above others, in other colours and lines."""

from collections.abc import Callable
from functools import partial

from designer.edit.edits import Stacking
from designer.model.looks import Hue, Stroke, Weight
from designer.ui.action_bar import Action
from designer.ui.canvas.looking import Looking

_PLACES = (
    (Stacking.FRONT, "Bring to &front", "Ctrl+Shift+]"),
    (Stacking.FORWARD, "Bring forw&ard", "Ctrl+]"),
    (Stacking.BACKWARD, "Send backwa&rd", "Ctrl+["),
    (Stacking.BACK, "Send to &back", "Ctrl+Shift+["),
)
_HUES = (
    (Hue.USUAL, "&Usual colour"),
    (Hue.BLUE, "&Blue"),
    (Hue.TEAL, "&Teal"),
    (Hue.GREEN, "&Green"),
    (Hue.ORANGE, "&Orange"),
    (Hue.RED, "&Red"),
    (Hue.PINK, "&Pink"),
    (Hue.PURPLE, "Purp&le"),
    (Hue.GREY, "Gre&y"),
)
_STROKES = (
    (Stroke.USUAL, "&Usual kind"),
    (Stroke.SOLID, "&Solid"),
    (Stroke.DASHED, "&Dashed"),
    (Stroke.DOTTED, "D&otted"),
)
_WEIGHTS = (
    (Weight.USUAL, "Usual &width"),
    (Weight.THICK, "&Thick"),
    (Weight.HEAVY, "&Heavy"),
)
_NO_ELEMENT = "Select an element first."
_NOTHING = "Select an element or a link first."


def look_actions(looking: Looking) -> tuple[Action, ...]:
    """Return these actions, those of the Arrange menu first."""
    return (*_orders(looking), *_locks(looking), *_looks(looking))


def _orders(looking: Looking) -> tuple[Action, ...]:
    return tuple(
        Action(
            id=f"arrange.{place.value}",
            text=text,
            menu="Arrange/Order",
            run=partial(looking.restack, place),
            shortcut=shortcut,
            enabled_when=looking.has_elements,
            needs=_NO_ELEMENT,
        )
        for place, text, shortcut in _PLACES
    )


def _locks(looking: Looking) -> tuple[Action, ...]:
    return (
        Action(
            id="arrange.lock",
            text="Loc&k",
            menu="Arrange",
            section=5,
            run=looking.toggle_lock,
            shortcut="Ctrl+K",
            enabled_when=looking.has_elements,
            needs=_NO_ELEMENT,
            live_text=looking.lock_text,
        ),
        Action(
            id="view.hide",
            text="&Hide",
            menu="View",
            section=3,
            run=looking.toggle_hidden,
            shortcut="Ctrl+J",
            enabled_when=looking.has_elements,
            needs=_NO_ELEMENT,
            live_text=looking.hide_text,
        ),
        Action(
            id="view.show-all",
            text="Sho&w all hidden",
            menu="View",
            section=3,
            run=looking.show_all,
            shortcut="Ctrl+Shift+J",
            enabled_when=looking.has_hidden,
            needs="Nothing is hidden.",
            live_text=looking.show_all_text,
        ),
    )


def _looks(looking: Looking) -> tuple[Action, ...]:
    return (
        *(
            _look(looking, hue, text, partial(looking.set_hue, hue), "Arrange/Colour", 0)
            for hue, text in _HUES
        ),
        *(
            _look(looking, stroke, text, partial(looking.set_stroke, stroke), "Arrange/Line", 0)
            for stroke, text in _STROKES
        ),
        *(
            _look(looking, weight, text, partial(looking.set_weight, weight), "Arrange/Line", 1)
            for weight, text in _WEIGHTS
        ),
        Action(
            id="look.usual",
            text="Loo&k as usual again",
            menu="Arrange/Colour",
            section=1,
            run=looking.reset,
            enabled_when=looking.is_dressed,
            needs="What is selected looks as usual.",
        ),
    )


def _look(
    looking: Looking,
    part: Hue | Stroke | Weight,
    text: str,
    run: Callable[[], None],
    menu: str,
    section: int,
) -> Action:
    return Action(
        id=f"look.{type(part).__name__.lower()}-{part.value}",
        text=text,
        menu=menu,
        section=section,
        run=run,
        enabled_when=looking.has_selection,
        needs=_NOTHING,
        checked_when=partial(looking.wears, part),
    )
