from inspector_gui.app.changes import Changes, Topic


def test_a_view_asks_whether_anything_it_shows_was_touched():
    changes = Changes.of(Topic.FINDINGS, Topic.HISTORY, target_id="w-1")
    assert changes.touch(Topic.CAPTURES, Topic.FINDINGS)
    assert not changes.touch(Topic.ROUNDS)
    assert changes.target_id == "w-1"


def test_nothing_changed_touches_nothing():
    assert not Changes().touch(*Topic)
