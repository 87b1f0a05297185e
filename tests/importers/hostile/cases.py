"""All hostile files, by the importer that can meet them."""

from designer.importers.source import Format
from tests.importers.hostile.drawings import DRAWIO
from tests.importers.hostile.laying import Maker
from tests.importers.hostile.scripts import SCRIPT
from tests.importers.hostile.templates import TEMPLATE
from tests.importers.hostile.terraform import MODULE, PLAN

CASES: dict[str, tuple[Format, dict[str, Maker]]] = {
    "draw.io": (Format.DRAWIO, DRAWIO),
    "template": (Format.CLOUDFORMATION, TEMPLATE),
    "module": (Format.TERRAFORM, MODULE),
    "plan": (Format.TERRAFORM, PLAN),
    "script": (Format.SCRIPT, SCRIPT),
}
"""Makers by name, by importer; each lays its files into an empty folder and names what to open."""
