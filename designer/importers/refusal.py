"""The one error that leaves an importer: a foreign file cannot be opened, and why.

Inside an importer ``storage.refusal.Refused`` is raised with place and reason; ``dispatch`` adds
the file.
"""

from designer.storage.refusal import FileRejected


class ImportRefused(FileRejected):
    """A foreign file cannot be opened; the message is one sentence for people."""
