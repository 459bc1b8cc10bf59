"""Every example of every check, in real Chromium: the documentation of a check is its test."""

from __future__ import annotations

import pytest

from inspector_gui.bundled import bundled_folder
from inspector_gui.engine.check_source import forbidden_imports
from inspector_gui.engine.example_runner import run_example

CHECKS = sorted(path.stem for path in bundled_folder("checks").glob("[!_]*.py"))


def test_every_check_file_can_be_loaded(registry):
    assert [str(problem) for problem in registry.problems] == []
    assert [check.meta.id for check in registry.checks] == CHECKS


@pytest.mark.browser
@pytest.mark.parametrize("check_id", CHECKS)
def test_the_examples_of(check_id, registry, render):
    check = registry.get(check_id)
    missed = {example.title: run_example(check, example, render) for example in check.examples}
    assert {title: sentences for title, sentences in missed.items() if sentences} == {}


@pytest.mark.parametrize("check_id", CHECKS)
def test_a_check_has_examples_of_faults_and_of_harmless_look_alikes(check_id, registry):
    examples = registry.get(check_id).examples
    wanted = [value for example in examples for value in example.expect.values()]
    marks = "".join(html for example in examples for html in example.pages.values())
    assert len(examples) >= 4
    assert "found" in wanted or 'id="found' in marks
    assert "clear" in wanted or 'id="clear' in marks


@pytest.mark.parametrize("check_id", CHECKS)
def test_a_check_imports_the_checks_api_and_the_standard_library_alone(check_id):
    path = bundled_folder("checks") / f"{check_id}.py"
    assert forbidden_imports(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("check_id", CHECKS)
def test_a_check_stays_small(check_id):
    lines = (bundled_folder("checks") / f"{check_id}.py").read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 150
