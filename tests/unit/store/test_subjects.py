from __future__ import annotations

from inspector_gui.domain.custody import text_digest
from inspector_gui.store.subjects import CONTRADICTORY, digest_of_list, digest_of_row, unknown


def test_row_that_agrees_with_its_columns_has_the_digest_of_its_facts():
    facts = '{"id":"a","url":"http://x/\\ud800"}'
    assert digest_of_row(facts, {"id": "a", "url": "http://x/\\ud800"}) == text_digest(facts)


def test_column_that_says_something_else():
    assert digest_of_row('{"id":"a"}', {"id": "b"}) == CONTRADICTORY
    assert digest_of_row('{"id":"a"}', {"name": "a"}) == CONTRADICTORY
    assert digest_of_row('{"id":1}', {"id": "1"}) == CONTRADICTORY
    assert digest_of_row("no json", {"id": "a"}) == CONTRADICTORY


def test_list_digest_depends_on_order():
    assert digest_of_list(["1", "2"]) == text_digest("[1,2]") != digest_of_list(["2", "1"])


def test_unknown_name_offers_ten_at_most():
    text = str(unknown("x", zh="检查批次", en="round", known=[f"Q{n}" for n in range(20)]))
    assert "没有名为“x”的检查批次" in text
    assert "Q9" in text
    assert "Q10" not in text
    assert unknown("x", zh="检查批次", en="round").text("zh").endswith("请检查名称。")
