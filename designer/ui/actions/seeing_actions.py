"""What of the drawing is seen, and what is shown on top of it."""

from functools import partial

from designer.ui.action_bar import Action
from designer.ui.lenses.lens import Lens
from designer.ui.seeing import Seeing

_QUIZ = "End the quiz first: an overlay would give the answers away."
_DRAW = "Draw something first, or end the quiz."


def seeing_actions(seeing: Seeing) -> tuple[Action, ...]:
    """Return these actions, in the order of the View menu."""
    folding = seeing.folding
    return (
        Action(
            id="view.outline",
            text="Outli&ne",
            menu="View",
            section=2,
            run=seeing.show_outline,
            shortcut="Ctrl+Shift+O",
        ),
        Action(
            id="view.minimap",
            text="Over&view map",
            menu="View",
            section=2,
            run=seeing.toggle_minimap,
            shortcut="Ctrl+M",
            checked_when=seeing.has_minimap,
        ),
        *(
            Action(
                id=f"view.overlay-{number}",
                text=f"&{lens.value}",
                menu="View/Overlays",
                run=partial(seeing.lenses.toggle, lens),
                shortcut=f"Alt+{number}",
                checked_when=partial(seeing.lenses.is_on, lens),
                exclusive="overlay",
                enabled_when=seeing.lenses.is_free,
                needs=_QUIZ,
            )
            for number, lens in enumerate(Lens, start=1)
        ),
        Action(
            id="view.overlay-0",
            text="N&one",
            menu="View/Overlays",
            section=1,
            run=seeing.lenses.hide,
            shortcut="Alt+0",
            checked_when=partial(seeing.lenses.is_on, None),
            exclusive="overlay",
        ),
        Action(
            id="view.collapse",
            text="&Collapse",
            menu="View",
            section=3,
            run=folding.toggle,
            shortcut="Ctrl+.",
            enabled_when=folding.can_toggle,
            needs="Select a container that holds something.",
            live_text=folding.text,
        ),
        Action(
            id="view.expand-all",
            text="Expand &everything",
            menu="View",
            section=3,
            run=folding.expand_all,
            shortcut="Ctrl+Shift+.",
            enabled_when=folding.has_collapsed,
            needs="Nothing is collapsed.",
        ),
        Action(
            id="view.present",
            text="Present fin&dings",
            menu="View",
            section=4,
            run=seeing.presenter.show_findings,
            shortcut="F5",
            enabled_when=seeing.presenter.can_begin,
            needs=_DRAW,
        ),
        Action(
            id="view.present-failures",
            text="P&resent failures",
            menu="View",
            section=4,
            run=seeing.presenter.show_failures,
            shortcut="Shift+F5",
            enabled_when=seeing.presenter.can_begin,
            needs=_DRAW,
        ),
    )
