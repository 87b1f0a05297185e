"""One thing that the program offers to do next: words for a button, and the step itself."""

from dataclasses import dataclass

from designer.edit.edits import Batch
from designer.model.ids import ElementId


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One answer that the user may give.

    Attributes:
        text: what comes of it, as on a button.
        edit: the whole answer as one step.
        focus: the element to go on from, among those the step makes or the one it is about.
    """

    text: str
    edit: Batch
    focus: ElementId
