import argparse

import pytest

from inspector_gui.cli.parser import build_parser

#: The contract of product.md: command → (positional arguments, options), beside --json and --help.
CONTRACT = {
    "demo": ([], ["--out"]),
    "new": (["ARCHIVE"], ["--name"]),
    "round": (["ARCHIVE"], ["--name", "--as-of", "--previous", "--profile"]),
    "import": (["ARCHIVE", "KIND", "FILE"], ["--round"]),
    "patrol": (["ARCHIVE"], ["--round", "--target", "--concurrency", "--max-pages", "--retest-after", "--resolve"]),
    "check": (["ARCHIVE"], ["--round", "--check"]),
    "findings": (["ARCHIVE"], ["--round"]),
    "decide": (["ARCHIVE", "FINDING"], ["--why"]),
    "score": (["ARCHIVE"], ["--round"]),
    "package": (["ARCHIVE"], ["--round", "--target", "--out"]),
    "verify": (["ARCHIVE|FILE.zip"], []),
    "checks": (["ID"], []),
}


def commands():
    actions = build_parser()._actions
    return next(a for a in actions if isinstance(a, argparse._SubParsersAction)).choices


@pytest.mark.parametrize("name", CONTRACT)
def test_the_contract_is_kept(name):
    positional, options = CONTRACT[name]
    parser = commands()[name]
    assert {o for action in parser._actions for o in action.option_strings} >= {*options, "--json", "--help"}
    assert [a.metavar for a in parser._actions if not a.option_strings][: len(positional)] == positional


def test_every_command_answers_in_json_and_explains_itself_in_chinese():
    for name, parser in commands().items():
        assert parser.parse_known_args is not None
        assert "--json" in parser._option_string_actions, name
        text = parser.format_help()
        assert text.startswith("用法:"), name
        assert not {"usage:", "positional arguments", "options:", "show this help"} & set(text.splitlines()), name
        assert "显示用法" in text


@pytest.mark.parametrize("words", [["--target", "a", "--target", "b"], ["--target=a", "--target=b"]])
def test_an_option_may_be_given_again(words):
    assert build_parser().parse_args(["patrol", "a.inspection", *words]).target == ["a", "b"]


def test_without_a_command_the_window_opens():
    options = build_parser().parse_args([])
    assert options.run.__name__ == "open_window"
    assert options.archive is None


def test_failures_wait_half_an_hour_unless_said_otherwise():
    assert build_parser().parse_args(["patrol", "a"]).retest_after == 30
    assert build_parser().parse_args(["patrol", "a", "--retest-after", "0"]).retest_after == 0
