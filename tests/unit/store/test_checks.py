from __future__ import annotations

from inspector_gui.domain.check_runs import CheckRun
from inspector_gui.domain.findings import Occurrence
from inspector_gui.domain.geometry import Box
from inspector_gui.store.verifying import verify_archive

PLACE = Occurrence("C1", "http://x/", "通知", Box(1, 2, 3, 4))
FOUND = CheckRun("dead_link", "1", "d" * 64, "D22/1", "found", "一个死链", (PLACE,), 0.5, "2021-06-30T09:00:00Z")
CLEAR = CheckRun("dead_link", "1", "d" * 64, "D22/2", "clear", "")
OTHER = CheckRun("blank_column", "1", "e" * 64, "D09/1", "review", "栏目由脚本生成", (Occurrence("C2", "http://y/"),))


def test_results_come_back_as_given(samples, archive):
    archive.checks.put("r1", samples.SITE.id, [FOUND, CLEAR, OTHER])
    assert archive.checks.of_target("r1", samples.SITE.id) == [FOUND, CLEAR, OTHER]


def test_running_a_check_again_replaces_its_results_only(samples, archive):
    archive.checks.put("r1", samples.SITE.id, [FOUND, CLEAR, OTHER])
    later = CheckRun("dead_link", "2", "f" * 64, "D22/1", "clear", "")
    archive.checks.put("r1", samples.SITE.id, [later])
    assert archive.checks.of_target("r1", samples.SITE.id) == [OTHER, later]
    assert verify_archive(archive.path).problems == ()


def test_results_of_a_round_cover_all_its_targets(samples, archive):
    archive.targets.put(samples.OTHER, round_id="r1")
    archive.checks.put("r1", samples.SITE.id, [FOUND])
    archive.checks.put("r1", samples.OTHER.id, [OTHER])
    assert archive.checks.of_round("r1") == [FOUND, OTHER]
    assert archive.checks.of_target("r1", samples.OTHER.id) == [OTHER]
    assert archive.checks.of_round("r2") == []
