"""What an import inferred about the selection, with the way to take it for true."""

from collections.abc import Mapping

from designer.edit.edits import Confirm
from designer.ui.document import Document
from designer.ui.inspector.layouts import Form, text_button

_MOST = 6


def add_inferred(form: Form, document: Document, told: Mapping[str, tuple[str, ...]]) -> None:
    """Add the sentences of ``told``, by id, and a button that confirms them; nothing for none."""
    ids = frozenset(key for key, sentences in told.items() if sentences)
    if not ids:
        return
    sentences = list(dict.fromkeys(text for key in told for text in told[key]))
    form.add_heading("Inferred by the import")
    for sentence in sentences[:_MOST]:
        form.add_remark(f"≈ {sentence}")
    if len(sentences) > _MOST:
        form.add_remark(f"and {len(sentences) - _MOST} more")

    def confirm() -> None:
        document.do(Confirm(ids=ids))

    form.add(text_button("Confirm", "Confirm what is inferred", confirm, form))
