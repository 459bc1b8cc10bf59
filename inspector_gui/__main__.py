"""Starts the program: a window without arguments, otherwise a command; also the entry point of the capture worker."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the program with the arguments of this process and return its exit status."""
    arguments = sys.argv[1:]
    if arguments[:1] == ["capture-worker"]:
        from inspector_gui.app.worker import run_worker  # the worker needs neither Qt nor the command line

        return run_worker(arguments[1:])
    from inspector_gui.cli import run

    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
