import json

from inspector_gui.cli.output import Output, harmless


def test_terminal_escapes_and_direction_marks_are_shown_not_obeyed():
    assert harmless("a\x1b[2Jb\u202egnp.exe\r") == "a\\x1b[2Jb⟨U+202E⟩gnp.exe\\x0d"


def test_results_go_to_stdout_and_progress_to_stderr(capsys):
    output = Output(as_json=True)
    output.progress("在做")
    output.result({"name": "云溪区"}, "unused")
    captured = capsys.readouterr()
    assert json.loads(captured.out) == {"name": "云溪区"}
    assert captured.err == "在做\n"
