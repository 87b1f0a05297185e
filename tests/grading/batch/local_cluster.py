"""Starts a Dask cluster of two workers on this machine; prints its address; ends with its input."""

import sys
from importlib import import_module


def main() -> None:
    make = import_module("distributed").LocalCluster
    with make(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as cluster:
        sys.stdout.write(f"{cluster.scheduler_address}\n")
        sys.stdout.flush()
        sys.stdin.read()


if __name__ == "__main__":
    main()
