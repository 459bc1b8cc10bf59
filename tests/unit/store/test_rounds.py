from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from inspector_gui.errors import InvalidInput, UnknownName


def test_round_is_found_by_id_and_by_name(samples, archive):
    assert archive.rounds.get("r1") == samples.ROUND
    assert archive.rounds.get("2021Q2") == samples.ROUND


def test_id_goes_before_name(samples, archive):
    named_like_an_id = replace(samples.ROUND, id="r2", name="r1")
    archive.rounds.add(named_like_an_id, indicator_set_text="")
    assert archive.rounds.get("r1") == samples.ROUND


def test_unknown_round_offers_those_that_are_there(archive):
    with pytest.raises(UnknownName, match=r"2020Q1.*检查批次.*现有:2021Q2"):
        archive.rounds.get("2020Q1")


def test_newest_is_the_one_added_last(samples, archive):
    earlier = replace(samples.ROUND, id="r0", name="2019Q4", as_of=dt.date(2019, 12, 31))
    archive.rounds.add(earlier, indicator_set_text="")
    assert archive.rounds.newest() == earlier
    assert archive.rounds.all() == [samples.ROUND, earlier]


def test_rule_book_is_kept_as_it_was(samples, archive):
    text = '{\r\n  "名称": "自定"\n}\n'
    archive.rounds.add(replace(samples.ROUND, id="r2", name="x"), indicator_set_text=text)
    assert archive.rounds.indicator_set_text("r2") == text


@pytest.mark.parametrize("changes", [{"id": "r2"}, {"name": "other"}])
def test_name_and_id_are_unique(samples, archive, changes):
    with pytest.raises(InvalidInput, match="同名"):
        archive.rounds.add(replace(samples.ROUND, **changes), indicator_set_text="")
    assert archive.rounds.all() == [samples.ROUND]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("2021-Q3_b", "2021-Q3_b.db"),
        ("二季度", "r2.db"),
        ("../evil", "r2.db"),
        ("CON", "r2.db"),
        ("lpt1", "r2.db"),
        ("2021q2", "r2.db"),
        ("x" * 41, "r2.db"),
        ("", "r2.db"),
        ("a.b", "r2.db"),
    ],
)
def test_evidence_file_has_a_safe_name_of_its_own(samples, archive, name, expected):
    archive.rounds.add(replace(samples.ROUND, id="r2", name=name), indicator_set_text="")
    assert archive.rounds.evidence_file("r2") == expected


def test_neither_name_nor_id_makes_a_file_name(samples, archive):
    archive.rounds.add(replace(samples.ROUND, id="二", name="季度"), indicator_set_text="")
    assert len(archive.rounds.evidence_file("二")) == 35


def test_empty_archive_has_no_newest_round(samples, tmp_path):
    from inspector_gui.store.archive import Archive

    with Archive.create(tmp_path / "b.inspection", name="b", keys=samples.KEYS, actor="x") as archive:
        assert archive.rounds.newest() is None
