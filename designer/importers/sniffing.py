"""Tells foreign files apart by what is in them; a suffix only settles what content leaves open."""

import codecs
import re
from pathlib import Path

from designer.importers.source import Format, Options, Source, source_of
from designer.storage.refusal import Refused

_HEAD_BYTES = 1 << 20
_OWN_HEAD = 400  # bytes at the beginning of a design of our own that name its format
_DRAWIO = re.compile(r"(?:<|&lt;)mx(?:file|GraphModel)\b|<svg\b|\bdata-mxgraph=")
_PNG = b"\x89PNG\r\n\x1a\n"
_NEVER_DRAWIO = (b"%PDF-", b"\xff\xd8\xff")  # the latter is JPEG
# A logical id may be quoted in YAML as well, and a template may lack its version.
_TEMPLATE = re.compile(
    r"""AWSTemplateFormatVersion|AWS::Serverless|(?:^|[{,\s])["']?Type["']?\s*:\s*["']?AWS::"""
)
_PLAN = re.compile(r'"(?:terraform_version|planned_values|resource_changes|format_version)"\s*:')
_SCRIPT = re.compile(r"^\s*(?:from|import)\s+diagrams\b", re.MULTILINE)
_BY_SUFFIX = {
    ".drawio": Format.DRAWIO,
    ".dio": Format.DRAWIO,
    ".io": Format.DRAWIO,
    ".template": Format.CLOUDFORMATION,
    ".yaml": Format.CLOUDFORMATION,
    ".yml": Format.CLOUDFORMATION,
    ".tf": Format.TERRAFORM,
    ".tfstate": Format.TERRAFORM,
    ".tfplan": Format.TERRAFORM,
    ".py": Format.SCRIPT,
    ".xml": Format.DRAWIO,
    ".svg": Format.DRAWIO,
    ".png": Format.DRAWIO,
}

OWN_SUFFIX = ".tenet"
KINDS = (
    ("draw.io diagrams", ("*.drawio", "*.dio", "*.io", "*.xml", "*.svg", "*.png")),
    ("CloudFormation and SAM templates", ("*.yaml", "*.yml", "*.json", "*.template")),
    ("Terraform files, plans and states", ("*.tf", "*.tfstate", "*.tfplan", "*.json")),
    ("Scripts for diagrams", ("*.py",)),
    ("Pictures with their design inside", ("*.png", "*.svg", "*.pdf", "*.html")),
)
"""What can be opened, as a file dialog lists it: a name, and the patterns of file names."""


def format_of(source: Source) -> Format | None:
    """Return what ``source`` is; None for one of our own or for nothing that is known."""
    if source.path.is_dir():
        return Format.TERRAFORM
    suffix = source.path.suffix.lower()
    if suffix == OWN_SUFFIX:
        return None
    if suffix in (".tf", ".py"):
        return _BY_SUFFIX[suffix]
    return _by_content(source.data, suffix) or _BY_SUFFIX.get(suffix)


def is_foreign(path: Path) -> bool:
    """Tell whether ``path`` is for an importer: not for what is our own or cannot be read."""
    if path.is_dir():
        return True
    if path.suffix.lower() == OWN_SUFFIX:
        return False
    try:
        source = source_of(path, Options())
    except Refused:
        return False
    return format_of(source) is not None or b'"tenet"' not in source.data[:_OWN_HEAD]


def _by_content(data: bytes, suffix: str) -> Format | None:
    # Most commands read a design of ours, and need none of what looks into pictures.
    from designer.storage.inside.source import carries_source

    if data.startswith(_NEVER_DRAWIO) or carries_source(data):
        return Format.PICTURE
    if data.startswith(_PNG):
        return Format.DRAWIO
    head = _head(data)
    if _DRAWIO.search(head):
        return Format.DRAWIO
    is_object = head.lstrip().startswith("{")
    if is_object and _PLAN.search(head):
        return Format.TERRAFORM
    if _TEMPLATE.search(head):
        return Format.CLOUDFORMATION
    if suffix in ("", ".txt") and _SCRIPT.search(head):
        return Format.SCRIPT
    return None


def _head(data: bytes) -> str:
    head = data[:_HEAD_BYTES]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.decode("utf-16", "replace")
    return head.decode("utf-8-sig", "replace")
