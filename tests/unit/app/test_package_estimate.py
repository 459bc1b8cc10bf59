"""The estimate counts what the package will hold, shared evidence once."""

from __future__ import annotations

from dataclasses import replace

from inspector_gui.app.package_estimate import BYTES_PER_FINDING, estimate_package


def test_captures_findings_and_bytes_of_a_target(session, round_id, capture, finding):
    (before,) = estimate_package(session, round_id=round_id)
    assert (before.target_id, before.captures, before.findings) == (capture.target_id, 1, 1)
    made = replace(capture, id=session.archive.captures.new_capture_id(), url="http://www.yunxi.example/same-bytes")
    blobs = {e.sha256: session.archive.evidence.read(round_id, e.sha256) for e in capture.evidence}
    session.archive.captures.add(made, blobs)
    (after,) = estimate_package(session, round_id=round_id)
    assert after.captures == 2
    assert after.size == before.size  # the same pictures
    assert before.size > BYTES_PER_FINDING


def test_a_target_nobody_visited_brings_nothing(session, round_id):
    (content,) = estimate_package(session, round_id=round_id)
    assert (content.captures, content.findings, content.size) == (0, 0, 0)
