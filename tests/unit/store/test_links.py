from __future__ import annotations

from inspector_gui.domain.captures import LinkResult, LinkState
from inspector_gui.store.verifying import verify_archive

DEAD = LinkResult(
    "http://x.example/\ud800",
    LinkState.DEAD,
    404,
    "未找到",
    "http://x.example/y",
    "text/html",
    0.25,
    2,
    "2021-06-30T09:00:00Z",
)
FINE = LinkResult("http://y.example/", LinkState.OK, 200)


def test_results_come_back_by_address(samples, archive):
    archive.links.put("r1", samples.SITE.id, [DEAD, FINE])
    assert archive.links.of_target("r1", samples.SITE.id) == {DEAD.url: DEAD, FINE.url: FINE}


def test_later_test_decides(samples, archive):
    archive.links.put("r1", samples.SITE.id, [DEAD])
    better = LinkResult(DEAD.url, LinkState.OK, 200, tries=3)
    archive.links.put("r1", samples.SITE.id, [better])
    assert archive.links.of_target("r1", samples.SITE.id) == {DEAD.url: better}
    assert verify_archive(archive.path).problems == ()


def test_targets_do_not_mix(samples, archive):
    archive.targets.put(samples.OTHER, round_id="r1")
    archive.links.put("r1", samples.SITE.id, [DEAD])
    archive.links.put("r1", samples.OTHER.id, [FINE])
    assert archive.links.of_target("r1", samples.OTHER.id) == {FINE.url: FINE}


def test_nothing_tested_is_not_recorded(samples, archive):
    before = archive.custody.count()
    archive.links.put("r1", samples.SITE.id, [])
    assert archive.custody.count() == before
    assert archive.links.of_target("r1", samples.SITE.id) == {}
