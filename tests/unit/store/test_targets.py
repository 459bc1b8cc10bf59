from __future__ import annotations

from dataclasses import replace

import pytest

from inspector_gui.errors import InvalidInput, UnknownName


def test_put_says_what_it_did(samples, archive):
    assert archive.targets.put(samples.OTHER, round_id="r1") == "added"
    assert archive.targets.put(samples.OTHER, round_id="r1") == "unchanged"
    renamed = replace(samples.OTHER, name="晨山市教育局(新)")
    assert archive.targets.put(renamed, round_id="r1") == "changed"
    assert archive.targets.get(samples.OTHER.id) == renamed


def test_target_known_from_another_round_is_added_to_this_one(samples, archive):
    archive.rounds.add(replace(samples.ROUND, id="r2", name="2021Q3"), indicator_set_text="")
    assert archive.targets.of_round("r2") == []
    assert archive.targets.put(samples.SITE, round_id="r2") == "added"
    assert archive.targets.of_round("r2") == archive.targets.of_round("r1") == [samples.SITE]


def test_repeating_a_register_leaves_no_trace(samples, archive):
    before = archive.custody.count()
    archive.targets.put(samples.SITE, round_id="r1")
    assert archive.custody.count() == before


@pytest.mark.parametrize(
    "word",
    [
        "w-1100000002",
        "1100000002",
        "edu.chenshan.example",
        "edu.chenshan.example:8080",
        "EDU.chenshan.example",
        "晨山市教育局",
        "http://edu.chenshan.example:8080",
        "http://edu.chenshan.example:8080/",
        " 1100000002 ",
    ],
)
def test_target_is_found_by_what_people_know_of_it(samples, archive, word):
    archive.targets.put(samples.OTHER, round_id="r1")
    assert archive.targets.find(word, "r1") == samples.OTHER


@pytest.mark.parametrize("word", ["", "  ", "nowhere.example", "110000000", "r1"])
def test_unknown_target(samples, archive, word):
    with pytest.raises(UnknownName, match="检查对象"):
        archive.targets.find(word, "r1")


def test_ambiguous_word_names_the_choices(samples, archive):
    twin = replace(samples.OTHER, id="w-2", site_code="", name=samples.SITE.name)
    archive.targets.put(twin, round_id="r1")
    with pytest.raises(InvalidInput, match=r"2 个检查对象.*w-1100000001, w-2"):
        archive.targets.find(samples.SITE.name, "r1")


def test_targets_of_other_rounds_are_not_found(samples, archive):
    archive.rounds.add(replace(samples.ROUND, id="r2", name="2021Q3"), indicator_set_text="")
    with pytest.raises(UnknownName):
        archive.targets.find(samples.SITE.id, "r2")


def test_unknown_id(archive):
    with pytest.raises(UnknownName):
        archive.targets.get("w-0")
