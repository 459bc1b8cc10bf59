import json
import subprocess
import sys
from pathlib import Path

from inspector_gui.cli.output import Output, harmless

ROOT = Path(__file__).resolve().parents[3]


def test_terminal_escapes_and_direction_marks_are_shown_not_obeyed():
    assert harmless("a\x1b[2Jb\u202egnp.exe\r") == "a\\x1b[2Jb⟨U+202E⟩gnp.exe\\x0d"


def test_results_go_to_stdout_and_progress_to_stderr(capsys):
    output = Output(as_json=True)
    output.progress("在做")
    output.result({"name": "云溪区"}, "unused")
    captured = capsys.readouterr()
    assert json.loads(captured.out) == {"name": "云溪区"}
    assert captured.err == "在做\n"


def piped(*command, shell):
    """Run the program in a shell line; (standard error, status of the program)."""
    program = f"{sys.executable} -m inspector_gui {' '.join(command)}"
    line = f"set -o pipefail; {{ {program}; echo status $? >&2; }} {shell}"
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, cwd=ROOT, check=False)
    return done.stderr


def test_a_reader_that_goes_away_does_not_disturb_the_command():
    assert piped("checks", "--json", shell="| true") == "status 0\n"
    assert piped("checks", "--json", shell="| head -c 1") == "status 0\n"


def test_nobody_listening_to_progress_does_not_disturb_the_command():
    assert piped("findings", "/nowhere", "2>&1", shell="| true") == "status 2\n"


def test_a_result_that_cannot_be_written_is_said():
    said = piped("checks", shell="> /dev/full")
    assert said.endswith("status 2\n")
    assert "磁盘已满" in said
    assert said.count("\n") == 2
