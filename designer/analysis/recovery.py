"""How each data store and the workload come back from a disruption, and what is lost."""

from dataclasses import dataclass
from enum import Enum

from designer.model.ids import ElementId
from designer.model.workload import Disruption


class Strategy(Enum):
    """Disaster-recovery strategies in the order of the Well-Architected Framework (REL13-BP02)."""

    NONE = "none"
    BACKUP_AND_RESTORE = "backup and restore"
    PILOT_LIGHT = "pilot light"
    WARM_STANDBY = "warm standby"
    MULTI_SITE = "multi-site active-active"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryRow:
    """Recovery of one store (or of the workload) from one disruption.

    Attributes:
        store: the data store, or None for the workload as a whole.
        rto_s: seconds until it serves again; None when it cannot be recovered.
        rpo_s: seconds of data lost; None when all data are lost.
        by: what recovers it, for people; "" when nothing does.
        chain: the steps of the recovery time with their seconds.
        assumed: a default stands in for something not stated.
        not_stated: keys of the store's properties that would change the row if stated.
        rto_met, rpo_met: against the workload's targets; None when no target is stated.
    """

    store: ElementId | None
    disruption: Disruption
    rto_s: float | None
    rpo_s: float | None
    by: str
    chain: tuple[tuple[str, float], ...] = ()
    assumed: bool = False
    not_stated: tuple[str, ...] = ()
    rto_target_s: float | None = None
    rpo_target_s: float | None = None
    rto_met: bool | None = None
    rpo_met: bool | None = None

    @property
    def unrecoverable(self) -> bool:
        """Tell whether data or service are lost for good."""
        return self.rto_s is None or self.rpo_s is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovery:
    """The recovery table.

    Attributes:
        rows: one for each store and disruption, in drawing order.
        workload: one for each disruption.
        strategy: the disaster-recovery strategy the drawing shows for the loss of a Region.
        contradictions: sentences on targets that contradict each other.
    """

    rows: tuple[RecoveryRow, ...]
    workload: tuple[RecoveryRow, ...]
    strategy: Strategy
    contradictions: tuple[str, ...] = ()
