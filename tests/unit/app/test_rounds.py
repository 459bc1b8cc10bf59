import datetime as dt

import pytest

from inspector_gui.app.changes import Topic
from inspector_gui.app.rounds import create_round, import_websites, put_websites
from inspector_gui.app.session import bundled_indicator_set_text, find_round
from inspector_gui.domain.targets import TargetClass, Website
from inspector_gui.errors import IndicatorSetInvalid, InvalidInput, RegisterUnreadable, UnknownName, UserError

AS_OF = dt.date(2021, 9, 30)


def register(folder, *rows, header="网站名称,首页网址,网站标识码,网站类别"):
    path = folder / "r.csv"
    path.write_text("\n".join([header, *rows]), encoding="utf-8")
    return path


def test_a_round_keeps_its_rule_book_its_seed_and_its_predecessor(session):
    changes = create_round(session, name=" 2021Q3 ", as_of=AS_OF, previous="2021Q2")
    made = find_round(session)
    assert changes.topics == {Topic.ROUNDS}
    assert (made.name, made.as_of, made.previous) == ("2021Q3", AS_OF, find_round(session, "2021Q2").id)
    assert (made.indicator_set, made.seed >= 0) == ("guoban-2019-19", True)
    assert session.archive.rounds.indicator_set_text(made.id) == bundled_indicator_set_text()


@pytest.mark.parametrize(
    ("settings", "error"),
    [
        ({"name": ""}, InvalidInput),
        ({"name": "2021Q2"}, InvalidInput),
        ({"name": " 2021Q2 "}, InvalidInput),
        ({"previous": "2019Q1"}, UnknownName),
        ({"profile": "nope"}, UnknownName),
    ],
)
def test_a_round_that_cannot_be_made_leaves_nothing(session, settings, error):
    count = session.archive.custody.count()
    with pytest.raises(error):
        create_round(session, **{"name": "2021Q3", "as_of": AS_OF, **settings})
    assert len(session.archive.rounds.all()) == 1
    assert session.archive.custody.count() == count


def test_an_indicator_set_of_ones_own_is_checked_before_the_round_is_made(session, tmp_path):
    own = tmp_path / "own.json"
    own.write_text('{"id": ', encoding="utf-8")
    with pytest.raises(IndicatorSetInvalid) as refused:
        create_round(session, name="x", as_of=AS_OF, indicator_set=own)
    assert refused.value.facts["file"] == "own.json"
    with pytest.raises(InvalidInput, match="不存在"):
        create_round(session, name="x", as_of=AS_OF, indicator_set=tmp_path / "none.json")
    assert len(session.archive.rounds.all()) == 1


def test_a_register_is_taken_and_taken_again_without_any_change(session, round_id, tmp_path):
    path = register(tmp_path, "甲,http://a.example/,1,门户", "乙,http://b.example/,2,部门")
    changes, summary = import_websites(session, path=path, round_id=round_id)
    assert changes.touch(Topic.TARGETS)
    assert (summary.added, summary.changed, summary.unchanged, summary.refused) == (2, 0, 0, ())
    assert session.archive.targets.get("w-2").target_class is TargetClass.DEPARTMENT
    register(tmp_path, "甲改名,http://a.example/,1,门户", "乙,http://b.example/,2,部门")
    _, again = import_websites(session, path=path, round_id=round_id)
    assert (again.added, again.changed, again.unchanged) == (0, 1, 1)


def test_refused_rows_say_where_and_why_and_assumptions_are_noted(session, round_id, tmp_path):
    path = register(tmp_path, "甲,http://a.example/,1,", "乙,ftp://b.example/,2,部门")
    _, summary = import_websites(session, path=path, round_id=round_id)
    assert summary.added == 1
    assert summary.refused[0].startswith("第 3 行:")
    assert "ftp" in summary.refused[0]
    assert "1 行未写网站类别" in summary.notes[0]


def test_the_same_address_under_another_id_is_not_taken_twice(session, round_id, tmp_path):
    path = register(tmp_path, "云溪,http://www.yunxi.example/,,门户", "丙,http://c.example/,,门户")
    _, summary = import_websites(session, path=path, round_id=round_id)
    assert summary.added == 1
    assert "w-1100000088" in summary.refused[0]
    assert len(session.archive.targets.of_round(round_id)) == 2


@pytest.mark.parametrize("name", ["none.csv", "."])
def test_a_register_that_cannot_be_read_adds_nothing(session, round_id, tmp_path, name):
    with pytest.raises(RegisterUnreadable):
        import_websites(session, path=tmp_path / name, round_id=round_id)
    assert len(session.archive.targets.of_round(round_id)) == 1


def test_targets_go_in_together_or_not_at_all(session, round_id):
    websites = [Website(f"w-{n}", f"站{n}", f"http://{n}.example/") for n in range(3)]

    def torn():
        yield from websites
        raise UserError(reason="中断")

    with pytest.raises(UserError):
        put_websites(session, websites=torn(), round_id=round_id)
    assert len(session.archive.targets.of_round(round_id)) == 1
    assert put_websites(session, websites=websites, round_id=round_id)["added"] == 3
