"""What one window offers for looking at a drawing, each part on its own."""

from designer.ui.canvas.folding import Folding
from designer.ui.tabs.open_tabs import OpenTabs


class Seeing:
    """The commands on what is seen of the current tab.

    Attributes:
        folding: what is collapsed.
    """

    def __init__(self, tabs: OpenTabs) -> None:
        self.folding = Folding(tabs)
