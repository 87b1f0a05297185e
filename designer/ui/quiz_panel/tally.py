"""How many answers were right, topic by topic: of one session, or of all that are remembered."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from designer.model.frozen import FrozenMap
from designer.teaching.quiz import Topic

_MOST_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Count:
    """Of ``asked`` questions ``right`` were answered right."""

    right: int = 0
    asked: int = 0

    def __str__(self) -> str:
        return f"{self.right} of {self.asked}"


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts of the topics that were asked about."""

    counts: Mapping[Topic, Count] = field(default_factory=FrozenMap)

    def of(self, topic: Topic) -> Count:
        """Return the count of one topic."""
        return self.counts.get(topic, Count())

    @property
    def total(self) -> Count:
        """The count of all topics together."""
        counts = self.counts.values()
        return Count(sum(c.right for c in counts), sum(c.asked for c in counts))

    def with_answer(self, topic: Topic, *, is_right: bool) -> "Tally":
        """Return the tally after one more answer."""
        before = self.of(topic)
        after = Count(before.right + is_right, before.asked + 1)
        return Tally({**self.counts, topic: after})


def tally_of(kept: Mapping[str, str]) -> Tally:
    """Read what `kept_of` wrote; what is damaged counts as not asked."""
    found: dict[Topic, Count] = {}
    for topic in Topic:
        right, _, asked = kept.get(topic.name, "").partition("/")
        if not (right.isdecimal() and asked.isdecimal()) or len(right + asked) > _MOST_DIGITS:
            continue
        count = Count(int(right), int(asked))
        if 0 <= count.right <= count.asked and count.asked:
            found[topic] = count
    return Tally(found)


def kept_of(tally: Tally) -> dict[str, str]:
    """Return ``tally`` in the form in which the settings keep it."""
    return {topic.name: f"{count.right}/{count.asked}" for topic, count in tally.counts.items()}
