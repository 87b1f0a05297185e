"""The palette's rows: what is at hand, the catalog in sections, or the hits of a search."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from PySide6.QtCore import QByteArray, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from designer.catalog.loader import catalog
from designer.catalog.service import Category, Service
from designer.ui.mime import SERVICE_MIME
from designer.ui.patterns import Pattern, keys_for, patterns
from designer.ui.plain_text import tip_text

KEY_ROLE = Qt.ItemDataRole.UserRole + 1
SUBTITLE_ROLE = Qt.ItemDataRole.UserRole + 2
STAR_ROLE = Qt.ItemDataRole.UserRole + 3
FAVOURITES, USED, PATTERNS = "Favourites", "Recently used", "Patterns"

Index = QModelIndex | QPersistentModelIndex


class PaletteModel(QStandardItemModel):
    """Sections of services while nothing is searched for, else one flat list of hits."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self._favourites: tuple[str, ...] = ()
        self._used: tuple[str, ...] = ()
        self._fill_sections()

    @property
    def words(self) -> str:
        """What is searched for; "" when the sections are shown."""
        return self._words

    def find(self, words: str) -> int:
        """Show what matches ``words`` (everything for none) and return how many services."""
        words = words.strip()
        if words == self._words:
            return self.rowCount() if words else len(catalog()) + len(patterns())
        self._words = words
        self.clear()
        if not words:
            self._fill_sections()
            return len(catalog()) + len(patterns())
        for key in keys_for(words):
            self.appendRow(self._row(_known()[key]))
        return self.rowCount()

    def put_at_hand(self, favourites: Sequence[str], used: Sequence[str]) -> bool:
        """Show these keys in sections of their own, before all others; tell if rows changed."""
        shown = (tuple(favourites), tuple(used))
        if shown == (self._favourites, self._used):
            return False
        self._favourites, self._used = shown
        words, self._words = self._words, ""
        self.clear()
        if words:
            self.find(words)
        else:
            self._fill_sections()
        return True

    def _fill_sections(self) -> None:
        # Two lists of the same things would only be in each other's way.
        used = [key for key in self._used if key not in self._favourites]
        for title, keys in ((FAVOURITES, self._favourites), (USED, used)):
            self._add_section(title, [_known()[key] for key in keys if key in _known()])
        self._add_section(PATTERNS, list(patterns().values()))
        for category in Category:
            self._add_section(category.value, catalog().in_category(category))

    def _add_section(self, title: str, services: Sequence[Service | Pattern]) -> None:
        if services:
            section = QStandardItem(title)
            section.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            section.appendRows([self._row(service) for service in services])
            self.appendRow(section)

    def _row(self, service: Service | Pattern) -> QStandardItem:
        item = _row(service)
        is_starred = service.key in self._favourites
        item.setData(is_starred, STAR_ROLE)
        if is_starred:
            spoken = item.data(Qt.ItemDataRole.AccessibleDescriptionRole)
            item.setData(f"{spoken} Favourite.", Qt.ItemDataRole.AccessibleDescriptionRole)
        return item

    def mimeTypes(self) -> list[str]:
        return [SERVICE_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        for key in _keys(indexes):
            data.setData(SERVICE_MIME, QByteArray(key.encode()))
        return data


def _keys(indexes: Iterable[Index]) -> list[str]:
    found = (index.data(KEY_ROLE) for index in indexes)
    return [key for key in found if isinstance(key, str)]


def _row(row: Service | Pattern) -> QStandardItem:
    item = QStandardItem(row.name)
    item.setEditable(False)
    item.setDragEnabled(True)
    item.setDropEnabled(False)
    item.setData(row.key, KEY_ROLE)
    full_name = row.full_name if isinstance(row, Service) else row.name
    # Repeating the name would only be noise.
    item.setData(full_name if full_name != row.name else row.summary, SUBTITLE_ROLE)
    item.setData(tip_text(f"{full_name}\n{row.summary}"), Qt.ItemDataRole.ToolTipRole)
    item.setData(f"{row.name}: {row.summary}", Qt.ItemDataRole.AccessibleDescriptionRole)
    return item


@cache
def _known() -> Mapping[str, Service | Pattern]:
    return {**catalog(), **patterns()}
