"""Which actions of the table the context menus offer."""

CONTEXT = (
    ("failure.fail", "failure.restore-all"),
    ("link.request", "link.async", "link.replication", "link.backup"),
    ("link.required", "link.optional", "link.standby"),
    ("link.reverse", "link.straighten"),
    ("edit.rename", "edit.connect", "edit.duplicate", "view.collapse"),
    ("edit.cut", "edit.copy", "edit.paste", "edit.delete"),
    ("view.selection",),
)
"""What the context menu of a selection offers, by section."""

CONTEXT_OF_NOTHING = (
    ("failure.restore-all",),
    ("edit.quick-insert", "edit.find-service", "edit.paste", "edit.select-all"),
    ("view.fit", "view.snap", "view.guides"),
)
"""What the context menu of the open canvas offers."""
