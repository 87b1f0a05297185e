"""What a tenet's measure consists of, and the one way it becomes a score."""

from dataclasses import dataclass

from designer.scoring.scorecard import Cap, Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """Parts and caps of one tenet; caps that do not apply are left out."""

    parts: tuple[Part, ...]
    caps: tuple[Cap, ...] = ()

    @property
    def mean(self) -> float:
        """The weighted mean of the parts, 0 to 100."""
        weight = sum(part.weight for part in self.parts)
        mean = sum(part.points * part.weight for part in self.parts) / weight
        # Parts that are all at their best may come out a rounding error above it.
        return min(mean, 100.0)

    @property
    def score(self) -> float:
        """The lower of the mean and the caps, 0 to 100."""
        return min([self.mean, *[cap.limit for cap in self.caps]])
