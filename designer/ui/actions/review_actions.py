"""The review by the pillars, or by a lens of one's own."""

from designer.ui.action_bar import Action
from designer.ui.review_desk import ReviewDesk


def review_actions(desk: ReviewDesk) -> tuple[Action, ...]:
    """Return these actions, in the order of their menu."""
    return (
        Action(
            id="view.review",
            text="Review &by the pillars",
            menu="View",
            section=2,
            run=desk.show,
            shortcut="Ctrl+R",
        ),
        Action(
            id="review.plan",
            text="&Improvement plan",
            menu="View/Review",
            run=desk.show_plan,
            shortcut="Ctrl+Shift+R",
        ),
        Action(
            id="review.keep",
            text="&Keep a milestone…",
            menu="View/Review",
            run=desk.begin_milestone,
        ),
        Action(
            id="review.open-lens",
            text="&Open lens…",
            menu="View/Review",
            section=1,
            run=desk.open_lens,
        ),
        Action(
            id="review.export-lens",
            text="&Export lens…",
            menu="View/Review",
            section=1,
            run=desk.export_lens,
        ),
        Action(
            id="review.remove-lens",
            text="&Remove lens",
            menu="View/Review",
            section=1,
            run=desk.remove_lens,
            enabled_when=desk.has_own_lens,
            needs="Review by a lens of your own first.",
        ),
    )
