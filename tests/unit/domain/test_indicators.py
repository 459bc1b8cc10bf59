"""The bundled rule book is complete; a faulty one is refused with file, line and reason."""

import json
from decimal import Decimal
from fractions import Fraction

import pytest

from inspector_gui.bundled import resource
from inspector_gui.domain.indicators import Counting, Part, Subject, parse_indicator_set
from inspector_gui.domain.targets import TargetClass
from inspector_gui.errors import IndicatorSetInvalid, UnknownName

TEXT = resource("indicators", "guoban-2019-19.json").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def rules():
    return parse_indicator_set(TEXT, file="guoban-2019-19.json")


def of_part(rules, part):
    return [indicator for indicator in rules.indicators if indicator.part is part]


def test_bundled_set_carries_the_whole_table(rules):
    vetoes = of_part(rules, Part.VETO)
    assert [sum(v.subject is subject for v in vetoes) for subject in Subject] == [6, 3]
    assert [i.id for i in of_part(rules, Part.DEDUCT)] == [f"D{n:02d}" for n in range(1, 29)]
    assert [i.id for i in of_part(rules, Part.BONUS)] == [f"B{n:02d}" for n in range(1, 11)]
    assert sum(i.points for i in of_part(rules, Part.DEDUCT)) == 100
    assert sum(i.points for i in of_part(rules, Part.BONUS)) == 30
    assert len(rules.rule_order) == 100


def test_every_rule_and_indicator_speaks_both_languages(rules):
    for indicator in rules.indicators:
        assert indicator.name_zh
        assert indicator.name_en
        assert "(" not in indicator.category
        for rule in indicator.rules:
            assert any("\u4e00" <= letter <= "\u9fff" for letter in rule.text_zh), rule.name
            assert rule.text_en.isascii() or "党政机关" in rule.text_en or "办事服务" in rule.text_en, rule.name


@pytest.mark.parametrize(("name", "per_item", "cap", "counting"), [
    ("D20/3", "1", "3", Counting.ONCE), ("D21/1", "0.5", "3", Counting.EACH), ("D22/1", "0.2", "1", Counting.EACH),
    ("D23/2", "0.2", "1", Counting.EACH), ("D23/3", "1", "3", Counting.EACH), ("D04/2", "5", "5", Counting.ONCE),
    ("D13/2", "0.5", "8", Counting.EACH), ("B08/3", "1", "2", Counting.EACH), ("B01/2", "1", "1", Counting.ONCE),
])
def test_figures_of_rules(rules, name, per_item, cap, counting):
    rule = rules.rule(name)
    assert (rule.per_item, rule.cap, rule.counting) == (Decimal(per_item), Decimal(cap), counting)


def test_chinese_texts_state_the_same_figures_as_the_data(rules):
    for indicator in of_part(rules, Part.DEDUCT) + of_part(rules, Part.BONUS):
        for rule in indicator.rules:
            assert f"{rule.per_item}分" in rule.text_zh, rule.name


def test_a_rule_that_holds_once_moves_its_figure_once(rules):
    assert rules.rule("D20/3").limit == 1
    assert rules.rule("D09/1").limit == 4


def test_veto_rules_know_their_threshold_and_what_else_counts(rules):
    assert {n: rules.rule(n).threshold_count for n in ("VW1/1", "VW2/1", "VW4/1", "VW4/2", "VW4/3", "VW6/2", "VM2/1")} == {
        "VW1/1": 1, "VW2/1": 1, "VW4/1": 5, "VW4/2": 10, "VW4/3": 5, "VW6/2": 5, "VM2/1": 1,
    }
    assert rules.rule("VW4/1").counts_also == ("D04/2", "D05/2")
    assert rules.rule("VW4/2").counts_also == ("D09/2",)
    assert rules.rule("VW4/3").counts_also == ("D09/1",)
    assert rules.rule("VW4/1").window_days == (14, 183)


def test_what_is_left_out_is_said_in_both_languages(rules):
    assert "年度考核" in rules.omitted_zh
    assert "annual assessment" in rules.omitted_en
    assert not [i for i in rules.indicators if i.id.startswith("A")]


def test_profiles_have_exact_bases(rules):
    bases = {p.id: (p.base, p.factor) for p in rules.profiles}
    assert bases == {
        "portal": (100, 1), "department": (100, 1), "state-department": (100, 1),
        "state-department-no-service": (75, Fraction(4, 3)), "department-veto-only": (None, 1), "new-media": (None, 1),
    }
    def points(name, part):
        return sum(i.points for i in rules.checked_by(rules.profile(name)) if i.part is part)

    assert points("state-department", Part.DEDUCT) == 100
    assert points("state-department-no-service", Part.DEDUCT) == 75
    assert points("state-department-no-service", Part.BONUS) == 24
    assert points("department", Part.BONUS) == 0


def test_state_department_counts_functions_with_four(rules):
    checked = {i.id: i for i in rules.checked_by(rules.profile("state-department"))}
    assert "D01" not in checked
    assert checked["D02"].limit == 4
    assert [rule.limit for rule in checked["D02"].rules] == [4, 4]
    assert rules.indicator("D02").limit == 2


@pytest.mark.parametrize(("target_class", "profile"), [
    (TargetClass.PORTAL, "portal"), (TargetClass.DEPARTMENT, "department"), (TargetClass.SPECIAL, "department"),
    (TargetClass.WEIBO, "new-media"), (TargetClass.WECHAT, "new-media"), (TargetClass.APP, "new-media"),
    (TargetClass.OTHER_MEDIA, "new-media"),
])
def test_each_class_of_target_has_its_profile(rules, target_class, profile):
    assert rules.default_profile(target_class).id == profile


@pytest.mark.parametrize(("lookup", "name", "hint"), [
    ("indicator", "D99", "D28"), ("rule", "D20/9", "D20/3"), ("rule", "X1/1", "VW1"), ("profile", "gate", "portal"),
])
def test_unknown_names_are_refused_with_a_hint(rules, lookup, name, hint):
    with pytest.raises(UnknownName) as caught:
        getattr(rules, lookup)(name)
    assert hint in str(caught.value)


def test_supplement_carries_what_checks_need(rules):
    assert rules.supplement["find_errors"]["attribute"] == "sitecode"
    assert rules.supplement["meta_tags"]["site"][0]["name"] == "SiteName"
    assert "icp" in rules.supplement["regex"]


def line_of(text, *marks):
    """Line (from 1) where the last of `marks` begins, each searched after the one before."""
    position = -1
    for mark in marks:
        position = text.index(mark, position + 1)
    return text.count("\n", 0, position) + 1


def replaced(old, new, *, after=""):
    """The bundled set with one piece of text exchanged."""
    start = TEXT.index(after)
    assert old in TEXT[start:], "the test must change something"
    return TEXT[:start] + TEXT[start:].replace(old, new, 1)


D20 = '"id": "D20"'
D23 = '"id": "D23"'
PORTAL = '"id": "portal"'
NO_SERVICE = '"id": "state-department-no-service"'

FAULTS = {
    "syntax": (replaced('"short_zh": "域名名称",', '"short_zh": "域名名称"', after=D20), (D20, '"points"'), "JSON"),
    "key twice": (replaced('"points": "3",', '"points": "3",\n   "points": "3",', after=D20),
                  (D20, '"points"', '"points"'), "重复出现"),
    "other format": (replaced('"format": 1', '"format": 2'), ('"format"',), "format"),
    "missing field": (replaced('"name_en": "Domain and name",\n', "", after=D20), ("{\n   " + D20,), "缺少字段“name_en”"),
    "missing version": (replaced(' "version": "1",\n', ""), ("{",), "version"),
    "blank field": (replaced('"short_zh": "域名名称"', '"short_zh": " "', after=D20), (D20, '"short_zh"'), "不能为空"),
    "misspelt field": (replaced('"counting"', '"couting"', after=D20), (D20, '"couting"'), "不认识的字段“couting”"),
    "unknown field": (replaced('"auto"', '"autoo"', after=D20), (D20, '"autoo"'), "不认识"),
    "number for points": (replaced('"points": "3"', '"points": 3', after=D20), (D20, '"points"'), "字符串"),
    "words for points": (replaced('"cap": "3"', '"cap": "三"', after=D20), (D20, '"cap"'), "不是分值"),
    "bad counting": (replaced('"once"', '"twice"', after=D20), (D20, '"twice"'), "each、once"),
    "bad part": (replaced('"part": "deduct"', '"part": "minus"', after=D20), (D20, '"part"'), "veto、deduct、bonus"),
    "bad sample": (replaced('"sample": 3', '"sample": 0'), ('"sample": 0',), "整数"),
    "text for a list": (replaced('"counts_also": [\n      "D09/1"\n     ]', '"counts_also": "D09/1"'),
                        ('"counts_also": "D09/1"',), "列表"),
    "object for a list": (replaced('"excluded": []', '"excluded": {}'), ('"excluded": {}',), "列表"),
    "same id twice": (replaced(D20, '"id": "D19"'), ('"id": "D19"', '"id": "D19"'), "D19 重复"),
    "points on a veto": (replaced('"points": null', '"points": "1"'), ('"points": "1"',), "不应有分值"),
    "cap above points": (replaced('"cap": "3"', '"cap": "4"', after=D20), (D20, '"cap"'), "不超过其分值"),
    "rule above indicator": (replaced('"cap": "3",\n     "counting"', '"cap": "5",\n     "counting"', after=D20),
                             (D20, '"cap": "5"'), "D20/1"),
    "item above cap": (replaced('"deduct_per_item": "1"', '"deduct_per_item": "3.5"', after=D20),
                       (D20, '"deduct_per_item"'), "D20/1 的单项分值"),
    "item without points": (replaced('"deduct_per_item": "1"', '"deduct_per_item": "0"', after=D20),
                            (D20, '"deduct_per_item"'), "大于 0"),
    "unknown group": (replaced('"group": "entry"', '"group": "entri"', after=D23), (D23, '"group"'), "entri"),
    "unused group": (replaced('"entry": "1"', '"entry": "1",\n    "spare": "1"', after=D23), (D23, '"spare"'), "spare"),
    "group above indicator": (replaced('"handling": "3"', '"handling": "5"', after=D23), (D23, '"handling"'), "handling"),
    "exclusion to nowhere": (replaced('"exclusive_with": "B01/1"', '"exclusive_with": "B01/9"'),
                             ('"exclusive_with": "B01/9"',), "B01/9"),
    "deductions cannot exclude": (replaced('"counting": "once",', '"counting": "once", "exclusive_with": "D20/2",', after=D20),
                                  (D20, '"exclusive_with"'), "只有加分"),
    "counts_also to nowhere": (replaced('"D05/2"', '"D05/3"', after='"id": "VW4"'), ('"D05/3"',), "VW4/1"),
    "sum of a category": (replaced('"发布解读": "31"', '"发布解读": "30"'), ('"发布解读": "30"',), "31"),
    "sum of the part": (replaced('"total": "100"', '"total": "99"'), ('"total": "99"',), "99"),
    "number of indicators": (replaced('"count": 28', '"count": 27'), ('"count": 27',), "28"),
    "veto category": (replaced('"单项否决-政府网站": 6', '"单项否决-政府网站": 5'), ('"单项否决-政府网站": 5',), "6"),
    "missing sums": (replaced('"bonus": {', '"bonuss": {', after='"sums"'), ('"bonuss"',), "bonuss"),
    "profile twice": (replaced('"id": "department"', PORTAL), (PORTAL, PORTAL), "portal 重复"),
    "excludes nothing known": (replaced('"D15"', '"D35"', after=NO_SERVICE), (NO_SERVICE, '"D35"'), "D35"),
    "overrides nothing known": (replaced('"D02": {', '"D42": {', after=NO_SERVICE), (NO_SERVICE, '"D42"'), "D42"),
    "overrides no known rule": (replaced('"D02/2": {', '"D02/7": {', after=NO_SERVICE), (NO_SERVICE, '"D02/7"'), "D02/7"),
    "override above points": (replaced('"cap": "4"', '"cap": "6"', after=NO_SERVICE), (NO_SERVICE, '"D02"'), "D02/1"),
    "base does not add up": (replaced('"base": "75"', '"base": "74"'), ('"base": "74"',), "75"),
    "base without deductions": (replaced('"thresholds": null', '"thresholds": {"pass": "60", "bonus_above": "80"}').replace(
        '"base": null', '"base": "100"', 1), ('"id": "department-veto-only"', '"base": "100"'), "没有时不应有"),
    "base without thresholds": (replaced('"base": null', '"base": "100"'), ('{\n   "id": "department-veto-only"',), "及格线"),
    "factor": (replaced('"factor": "4/3"', '"factor": "4/0"'), ('"factor": "4/0"',), "分数"),
    "bonus without deductions": (replaced('"deduct",\n', "", after=PORTAL), (PORTAL, '"parts"'), "没有扣分部分"),
    "no veto part": (replaced('"veto",\n', "", after=PORTAL), (PORTAL, '"parts"'), "单项否决"),
    "unknown class": (replaced('"weibo"', '"twitter"'), ('"twitter"',), "twitter"),
    "class taken twice": (replaced('"special"', '"portal"'), ('"portal"\n', '"portal"\n'), "department"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_faulty_set_is_refused_with_file_line_and_reason(name):
    text, marks, reason = FAULTS[name]
    with pytest.raises(IndicatorSetInvalid) as caught:
        parse_indicator_set(text, file="mine.json")
    facts = caught.value.facts
    assert facts["file"] == "mine.json"
    assert reason in str(facts["reason"])
    assert facts["line"] == line_of(text, *marks), facts


@pytest.mark.parametrize("text", ["", "[]", "3", "\x00", "[" * 100_000, '{"a": ', '"text"'])
def test_anything_that_is_no_rule_book_is_refused(text):
    with pytest.raises(IndicatorSetInvalid):
        parse_indicator_set(text, file="mine.json")


def test_a_users_own_small_set_is_accepted():
    found = parse_indicator_set(json.dumps(small_set(), ensure_ascii=False), file="mine.json")
    assert found.profile("simple").base == 5
    assert found.rule("X1/1").limit == Decimal("0.5")


def test_a_byte_order_mark_is_no_fault():
    assert parse_indicator_set("\ufeff" + TEXT, file="mine.json").id == "guoban-2019-19"


def small_set():
    rule = {"text_zh": "每处扣0.5分。", "text_en": "each", "deduct_per_item": "0.5", "cap": "5", "counting": "once"}
    names = {"category": "类", "name_zh": "名", "name_en": "name", "short_zh": "名"}
    veto = {"id": "V1", "part": "veto", "subject": "website", "rules": [{"text_zh": "严重", "text_en": "serious"}], **names}
    deduct = {"id": "X1", "part": "deduct", "subject": "website", "points": "5", "cap": "5", "rules": [rule], **names}
    profile = {"id": "simple", "name_zh": "简", "name_en": "simple", "subject": "website", "parts": ["veto", "deduct"],
               "base": "5", "factor": "1", "thresholds": {"pass": "3", "bonus_above": "4"}}
    sums = {"veto": {"count": 1, "by_category": {"类": 1}},
            "deduct": {"count": 1, "total": "5", "by_category": {"类": "5"}}}
    head = {"format": 1, "id": "mine", "version": "1", "document": "内部办法", "name_zh": "指标", "name_en": "mine"}
    return {**head, "sums": sums, "indicators": [veto, deduct], "profiles": [profile]}
