"""The palette's rows: the catalog in sections, or the hits of a search, best first."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QByteArray, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from designer.catalog.loader import catalog
from designer.catalog.search import search
from designer.catalog.service import Category, Service
from designer.ui.mime import SERVICE_MIME
from designer.ui.plain_text import tip_text

KEY_ROLE = Qt.ItemDataRole.UserRole + 1
SUBTITLE_ROLE = Qt.ItemDataRole.UserRole + 2

Index = QModelIndex | QPersistentModelIndex


class PaletteModel(QStandardItemModel):
    """Sections of services while nothing is searched for, else one flat list of hits."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self._fill_sections()

    @property
    def words(self) -> str:
        """What is searched for; "" when the sections are shown."""
        return self._words

    def find(self, words: str) -> int:
        """Show what matches ``words`` (everything for none) and return how many services."""
        words = words.strip()
        if words == self._words:
            return self.rowCount() if words else len(catalog())
        self._words = words
        self.clear()
        if not words:
            self._fill_sections()
            return len(catalog())
        hits = search(words)
        for service in hits:
            self.appendRow(_row(service))
        return len(hits)

    def _fill_sections(self) -> None:
        for category in Category:
            services = catalog().in_category(category)
            if not services:
                continue
            section = QStandardItem(category.value)
            section.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            section.appendRows([_row(service) for service in services])
            self.appendRow(section)

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


def _row(service: Service) -> QStandardItem:
    item = QStandardItem(service.name)
    item.setEditable(False)
    item.setDragEnabled(True)
    item.setDropEnabled(False)
    item.setData(service.key, KEY_ROLE)
    item.setData(_subtitle(service), SUBTITLE_ROLE)
    item.setData(tip_text(f"{service.full_name}\n{service.summary}"), Qt.ItemDataRole.ToolTipRole)
    item.setData(f"{service.name}: {service.summary}", Qt.ItemDataRole.AccessibleDescriptionRole)
    return item


def _subtitle(service: Service) -> str:
    # Repeating the name would only be noise.
    return service.full_name if service.full_name != service.name else service.summary
