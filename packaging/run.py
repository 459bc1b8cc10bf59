"""Sets up what is missing, then runs the main job: the example city, or the addresses given after ``--``.

python3 packaging/run.py                 inspect the built-in example city and open the window
python3 packaging/run.py -- URL…         the same for real addresses
python3 packaging/run.py -- COMMAND …    any command of inspector-gui (``-- --help`` lists them)
"""

from __future__ import annotations

import subprocess
import sys

from environment import ROOT, SetupStopped, prepare, say


def main(arguments: list[str]) -> int:
    """Prepare the machine, hand over to the program, return its exit status."""
    try:
        python = prepare(development=False)
    except SetupStopped as stopped:
        say(str(stopped))
        return 2
    rest = [a for a in arguments if a != "--"] if arguments[:1] == ["--"] else arguments
    command = rest or ["demo"]
    if "://" in command[0] or ("." in command[0] and not command[0].startswith("-")):
        command = ["inspect", *command]
    return subprocess.run([str(python), "-m", "inspector_gui", *command], check=False, cwd=ROOT).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
