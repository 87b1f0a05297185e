"""What can be done to where and how large the selected elements are drawn."""

from designer.edit.aligning import Axis, Edge
from designer.ui.action_bar import Action
from designer.ui.canvas.arranging import Arranging
from designer.ui.edit_commands import EditCommands

_EDGES = (
    (Edge.LEFT, "Align &left edges", "Ctrl+Shift+Left", "align-left"),
    (Edge.CENTRE, "Align &centres", "Ctrl+Shift+H", "align-centre"),
    (Edge.RIGHT, "Align &right edges", "Ctrl+Shift+Right", "align-right"),
    (Edge.TOP, "Align &top edges", "Ctrl+Shift+Up", "align-top"),
    (Edge.MIDDLE, "Align &middles", "Ctrl+Shift+M", "align-middle"),
    (Edge.BOTTOM, "Align &bottom edges", "Ctrl+Shift+Down", "align-bottom"),
)
_SPACES = (
    (Axis.ACROSS, "Distribute &horizontally", "Ctrl+Alt+H"),
    (Axis.DOWN, "Distribute &vertically", "Ctrl+Alt+V"),
)
_SIZES = (
    (frozenset({Axis.ACROSS}), "Same &width", "width"),
    (frozenset({Axis.DOWN}), "Same hei&ght", "height"),
    (frozenset(Axis), "Same &size", "size"),
)

_PULLS = (
    ("wider", "&Wider", "Ctrl+Right", (1, 0)),
    ("narrower", "&Narrower", "Ctrl+Left", (-1, 0)),
    ("taller", "&Taller", "Ctrl+Down", (0, 1)),
    ("shorter", "&Shorter", "Ctrl+Up", (0, -1)),
)


def arrange_actions(edits: EditCommands) -> tuple[Action, ...]:
    """Return the actions of the Arrange menu, in its order."""
    return (
        *(
            Action(
                id=f"arrange.{glyph}",
                text=text,
                menu="Arrange",
                section=int(edge in (Edge.TOP, Edge.MIDDLE, Edge.BOTTOM)),
                run=edits.on_arranging(Arranging.align, edge),
                shortcut=shortcut,
                enabled_when=edits.on_arranging(Arranging.can_align),
                needs="Select two or more elements first.",
            )
            for edge, text, shortcut, glyph in _EDGES
        ),
        *(
            Action(
                id=f"arrange.distribute-{axis.value}",
                text=text,
                menu="Arrange",
                section=2,
                run=edits.on_arranging(Arranging.distribute, axis),
                shortcut=shortcut,
                enabled_when=edits.on_arranging(Arranging.can_distribute),
                needs="Select three or more elements first.",
            )
            for axis, text, shortcut in _SPACES
        ),
        *(
            Action(
                id=f"arrange.same-{name}",
                text=text,
                menu="Arrange",
                section=3,
                run=edits.on_arranging(Arranging.equalise, axes),
                enabled_when=edits.on_arranging(Arranging.can_size),
                needs="Select two or more containers or notes first.",
            )
            for axes, text, name in _SIZES
        ),
        *(
            Action(
                id=f"arrange.{name}",
                text=text,
                menu="Arrange/Size",
                run=edits.on_arranging(Arranging.resize, *pull),
                shortcut=shortcut,
                enabled_when=edits.on_arranging(Arranging.can_resize),
                needs="Select a container or note first.",
            )
            for name, text, shortcut, pull in _PULLS
        ),
        Action(
            id="arrange.group",
            text="Grou&p",
            menu="Arrange",
            section=5,
            run=edits.on_arranging(Arranging.group),
            shortcut="Ctrl+G",
            enabled_when=edits.on_arranging(Arranging.can_group),
            needs="Select elements first.",
        ),
        Action(
            id="arrange.ungroup",
            text="U&ngroup",
            menu="Arrange",
            section=5,
            run=edits.on_arranging(Arranging.ungroup),
            shortcut="Ctrl+U",
            enabled_when=edits.on_arranging(Arranging.can_ungroup),
            needs="Select a group first.",
        ),
        *(
            Action(
                id=f"arrange.{name}",
                text=text,
                menu="Arrange",
                section=4,
                run=run,
                shortcut=shortcut,
                enabled_when=edits.on_arranging(Arranging.can_tidy),
                needs="Select a container with contents, or several elements of one container.",
            )
            for name, text, shortcut, run in (
                (
                    "automatic",
                    "Arrange a&utomatically",
                    "Ctrl+Shift+A",
                    edits.on_arranging(Arranging.arrange),
                ),
                ("tidy", "T&idy", "Ctrl+Alt+A", edits.on_arranging(Arranging.tidy)),
                (
                    "tidy-all",
                    "Tidy with &all it holds",
                    "Ctrl+Alt+Shift+A",
                    edits.on_arranging(Arranging.tidy, deep=True),
                ),
            )
        ),
    )
