"""How the keyboard goes from element to element and from link to link."""

from designer.ui.action_bar import Action
from designer.ui.canvas.walking import Walking
from designer.ui.edit_commands import EditCommands

_WAYS = (
    ("left", "&left", (-1, 0)),
    ("right", "&right", (1, 0)),
    ("up", "&up", (0, -1)),
    ("down", "&down", (0, 1)),
)


def walk_actions(edits: EditCommands) -> tuple[Action, ...]:
    """Return the actions that walk through the drawing, in the order of their menu."""
    return (
        *(
            Action(
                id=f"walk.{name}",
                text=f"To the element on the {text}" if dx else f"To the element further {text}",
                menu="Edit/Walk",
                run=edits.on_walking(Walking.go, dx, dy),
                shortcut=f"Alt+{name.capitalize()}",
                enabled_when=edits.has_drawing,
                needs="Draw something first.",
            )
            for name, text, (dx, dy) in _WAYS
        ),
        *(
            Action(
                id=f"walk.add-{name}",
                text=_adding(name, across=bool(dx)),
                menu="Edit/Walk",
                section=1,
                run=edits.on_walking(Walking.go, dx, dy, adding=True),
                shortcut=f"Alt+Shift+{name.capitalize()}",
                enabled_when=edits.has_drawing,
                needs="Draw something first.",
            )
            for name, _, (dx, dy) in _WAYS
        ),
        Action(
            id="walk.next-link",
            text="To the &next link here",
            menu="Edit/Walk",
            section=2,
            run=edits.on_walking(Walking.go_along),
            shortcut="]",
            enabled_when=edits.has_drawing,
            needs="Draw something first.",
        ),
        Action(
            id="walk.previous-link",
            text="To the &previous link here",
            menu="Edit/Walk",
            section=2,
            run=edits.on_walking(Walking.go_along, forward=False),
            shortcut="[",
            enabled_when=edits.has_drawing,
            needs="Draw something first.",
        ),
    )


_MARKED = {"left": "l&eft", "right": "ri&ght", "up": "&above", "down": "&below"}


def _adding(name: str, *, across: bool) -> str:
    where = f"on the {_MARKED[name]}" if across else _MARKED[name]
    return f"Select the element {where}, too"
