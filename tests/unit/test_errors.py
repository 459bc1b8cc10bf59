"""Every error that a user can meet: both languages, no unfilled gap, the facts in the sentence."""

import inspect
import re

import pytest

from inspector_gui import errors

CLASSES = [
    c
    for _, c in inspect.getmembers(errors, inspect.isclass)
    if issubclass(c, errors.UserError) and c is not errors.UserError
]


@pytest.mark.parametrize("error_class", CLASSES)
def test_both_languages_name_the_same_facts(error_class):
    assert set(re.findall(r"{(\w+)}", error_class.zh)) == set(re.findall(r"{(\w+)}", error_class.en))


@pytest.mark.parametrize("error_class", CLASSES)
def test_the_sentence_carries_its_facts(error_class):
    facts = {name: f"«{name}»" for name in re.findall(r"{(\w+)}", error_class.zh)}
    for language in ("zh", "en"):
        sentence = error_class(**facts).text(language)
        assert all(fact in sentence for fact in facts.values())
        assert "{" not in sentence


def test_the_language_follows_the_setting(monkeypatch):
    error = errors.ArchiveMissing(path="/x")
    monkeypatch.setenv("INSPECTOR_LANG", "en")
    assert str(error).startswith("There is no archive")
    monkeypatch.setenv("INSPECTOR_LANG", "zh")
    assert str(error).startswith("找不到存档")
