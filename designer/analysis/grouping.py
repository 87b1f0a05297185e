"""Which of an element's targets are alternatives and which are all needed."""

from dataclasses import dataclass

from designer.model.ids import LinkId


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetGroup:
    """Links of one source of which some number must work.

    Attributes:
        name: the user's name for the group, or an automatic one ("auto-1").
        links: in drawing order.
        needed: how many targets must work; 0 when none has to (optional targets).
        total: number of links.
        automatic: the default grouping, not the user's.
        why: why the default is what it is, for the badge's tooltip.
    """

    name: str
    links: tuple[LinkId, ...]
    needed: int
    total: int
    automatic: bool
    why: str = ""

    @property
    def is_any(self) -> bool:
        """Tell whether it can do without some of its targets."""
        return 0 < self.needed < self.total
