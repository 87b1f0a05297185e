"""The entry point of `tenet`, `tenet-gui` and `python -m designer`."""

import sys


def main() -> None:
    """Run the command line; leave with its exit code."""
    if sys.argv[1:] == ["--graphviz-worker"]:
        # A frozen application has no other program to run the worker with.
        from designer.exporters.graphviz_worker import main as answer_requests

        sys.exit(answer_requests())
    if sys.argv[1:] == ["--grading-worker"]:
        from designer.grading.batch.worker import main as grade

        sys.exit(grade())
    for stream in (sys.stdout, sys.stderr):
        # Pipes on Windows speak a code page of their own, and tenet-gui there has no streams.
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    from designer.cli.main import tenet

    tenet(prog_name="tenet")


if __name__ == "__main__":
    main()
