"""Which parts of a drawing an import has inferred and nobody has confirmed."""

from designer.ui.document import Document


def inferred_in(document: Document) -> frozenset[str]:
    """Return the ids of what is inferred in the selection; in all of the drawing without one."""
    topology, chosen = document.diagram.topology, document.selection
    found: list[str] = [key for key, element in topology.elements.items() if element.inferred]
    found += [key for key, link in topology.links.items() if link.inferred]
    return frozenset(key for key in found if not chosen or key in chosen)
