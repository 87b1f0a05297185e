"""What every tier carries: at peak, now, bigger, more, after a zone's loss; where growth stops."""

from functools import partial

from PySide6.QtWidgets import QWidget

from designer.analysis.capacity import Tier
from designer.analysis.zone_loss import Fleet
from designer.rules.growth_phrasing import bare_rate, mark, stability, tier_account
from designer.scoring.scorecard import Scorecard
from designer.ui.score_panel.figures_table import FigureRow
from designer.ui.score_panel.tables import FigurePage
from designer.ui.theme_qt import current_look

# Title, and what the column holds.
_COLUMNS = (
    ("Tier", "What requests pass; a row leads to its element."),
    ("Peak", "Requests a second that reach it at peak."),
    ("Now", "What it carries as it runs today."),
    ("Bigger", "What it carries on the largest size of its instance family."),
    ("More", "What it carries at its maximum number."),
    ("Both", "What it carries at its maximum number of the largest size."),
    ("Zone lost", "What its fleet carries after the loss of its worst zone."),
    ("Limit", "Where growth stops, and which tier is tightest at peak."),
)


class CapacityPage(FigurePage):
    """One row a tier; the chosen row's growth stands beside it in sentences."""

    def __init__(self, parent: QWidget | None = None) -> None:
        heads, tips = [title for title, _ in _COLUMNS], [meaning for _, meaning in _COLUMNS]
        super().__init__("Capacity", heads, parent, tips=tips, details=True)

    def display(self, card: Scorecard | None) -> None:
        """Show the capacity of every tier of ``card``."""
        if card is None:
            self._table.show_rows(())
            self._words.setText("Nothing to score yet.")
            return
        lines = [f"{card.growth_sentence} All figures are requests a second."]
        if card.peak_rps is None and card.capacity.tiers:
            lines.append("State the peak load to hold it against what is drawn.")
        self._words.setText("\n".join(lines))
        fleets = {tier.id: fleet for fleet in card.fleets for tier in fleet.tiers}
        tiers = card.capacity.tiers
        self._table.show_rows([partial(_tier_row, card, tier, fleets[tier.id]) for tier in tiers])


def _tier_row(card: Scorecard, tier: Tier, fleet: Fleet) -> FigureRow:
    look = current_look()
    asked = tier.demand_rps
    rates = (tier.now_rps, tier.vertical_rps, tier.max_rps, tier.grown_rps)
    colours = {
        column: look.bad
        for column, value in enumerate(rates, start=2)
        if asked is not None and value is not None and value < asked
    }
    if fleet.is_judged:
        colours[6] = look.good if fleet.share_left >= 1 else look.bad
    if tier.headroom is not None and tier.headroom < 1:
        colours[7] = look.bad
    together = f" ({len(fleet.tiers)} together)" if len(fleet.tiers) > 1 else ""
    return FigureRow(
        texts=(
            tier.name,
            "not stated" if asked is None else bare_rate(asked),
            *(bare_rate(value) for value in rates),
            bare_rate(fleet.left_rps) + together,
            mark(card.growth, card.capacity, tier),
        ),
        element=tier.id,
        colours=colours,
        hint="\n".join(filter(None, (tier_account(tier), stability(fleet)))),
    )
