"""Which services start programs by events: their arrows run from what changes to what it starts."""

_SOURCES = frozenset({"s3", "dynamodb"})
_TARGETS = frozenset({"lambda", "step-functions", "glue", "batch", "sagemaker", "fargate"})


def starts(source: str, target: str) -> bool:
    """Tell whether the service ``source`` may start ``target`` by an event."""
    return source in _SOURCES and target in _TARGETS
