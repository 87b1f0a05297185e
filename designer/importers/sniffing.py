"""Tells foreign files apart by what is in them; a suffix only settles what content leaves open."""

import codecs
import re
from pathlib import Path

from designer.importers.source import Format, Source

_HEAD_BYTES = 1 << 20
_DRAWIO = re.compile(r"(?:<|&lt;)mx(?:file|GraphModel)\b|<svg\b|\bdata-mxgraph=")
_PNG = b"\x89PNG\r\n\x1a\n"
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
SUFFIXES = (*_BY_SUFFIX, ".json")
"""The suffixes of files that may hold a foreign design."""


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


def may_be_foreign(path: Path) -> bool:
    """Tell by its name whether ``path`` is better opened by an importer than as our own file."""
    return path.is_dir() or path.suffix.lower() != OWN_SUFFIX


def _by_content(data: bytes, suffix: str) -> Format | None:
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
