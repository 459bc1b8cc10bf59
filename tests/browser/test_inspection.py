"""The whole spine on the example city: patrol, checks, decisions, score cards, package, verify — through the command line."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from inspector_gui.example_city.sites import site
from inspector_gui.example_city.truth import truth

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parents[2]


def command(*arguments, status=0):
    """Run ``inspector-gui`` as a user would; the parsed answer of ``--json``."""
    done = subprocess.run(
        [sys.executable, "-m", "inspector_gui", *map(str, arguments), "--json"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def inspected(tmp_path_factory):
    """The example city after ``demo --no-window``: (folder, what the command answered)."""
    folder = tmp_path_factory.mktemp("demo") / "out"
    return folder, command("demo", "--out", folder, "--no-window")


def test_the_demo_leaves_everything_it_names(inspected):
    folder, answer = inspected
    for name in ("archive", "package", "scores"):
        assert Path(answer[name]).exists()
    assert len(answer["screens"]) >= 5
    assert all(Path(p).read_bytes().startswith(b"\x89PNG") for p in answer["screens"])
    assert {Path(p).parent for p in answer["screens"]} == {folder / "screens"}


def test_every_planted_fault_is_found_and_nothing_else(inspected, capsys):
    _, answer = inspected
    findings, known = command("findings", answer["archive"]), truth()
    planted = [fault for fault in known.faults if not fault.optional]
    missed = [fault.id for fault in planted if not any(reports(finding, fault) for finding in findings)]
    untrue = [f"{f['rule']} {f['text']}" for f in findings if not any(reports(f, fault) for fault in known.faults)]
    clean_host = site(known.clean_site).host
    on_clean_site = [f["text"] for f in findings if any(urlsplit(p["url"]).hostname == clean_host for p in f["where"])]
    with capsys.disabled():
        print(
            f"\nexample city: {len(planted)} planted faults, {len(planted) - len(missed)} found; {len(findings)} findings, "
            f"{len(untrue)} untrue, {len(on_clean_site)} on the clean site; {len(known.traps)} traps"
        )
    assert not missed
    assert not untrue
    assert not on_clean_site


def reports(finding, fault):
    """Whether a finding reports a planted fault: its rule, its site, one of its pages, and its link or footer mark."""
    seen = {(urlsplit(p["url"]).hostname, urlsplit(p["url"]).path) for p in finding["where"]}
    return (
        finding["rule"] == fault.rule
        and any((site(fault.site).host, path) in seen for path in fault.paths)
        and (not fault.link or fault.link in finding["cause"])
        and (not fault.element or fault.element in finding["text"])
    )


def test_deciding_a_finding_changes_the_score_and_is_verified(inspected):
    _, answer = inspected
    archive = answer["archive"]
    finding = next(f for f in command("findings", archive) if f["rule"] == "D20/3")
    before = next(s for s in command("score", archive) if s["target"] == finding["target"])
    command("decide", archive, finding["id"], "confirm", "--why", "核对属实")
    after = next(s for s in command("score", archive) if s["target"] == finding["target"])
    assert float(after["total"]) == pytest.approx(float(before["total"]) - 1)
    assert any(line["finding"] == finding["id"] for line in after["trace"])
    assert command("verify", archive)["intact"]


def test_the_package_is_intact_and_a_changed_picture_is_named(inspected, tmp_path):
    _, answer = inspected
    assert command("verify", answer["package"])["intact"]
    changed = tmp_path / "changed.zip"
    with zipfile.ZipFile(answer["package"]) as source, zipfile.ZipFile(changed, "w") as target:
        victim = next(n for n in source.namelist() if n.endswith(".png"))
        for info in source.infolist():
            data = source.read(info)
            target.writestr(info, data[:-1] + bytes([data[-1] ^ 1]) if info.filename == victim else data)
    problems = command("verify", changed, status=1)["problems"]
    assert any(victim in problem["what"] for problem in problems)


def test_checks_can_be_run_again_without_any_network(inspected):
    _, answer = inspected
    before = {f["id"]: f["state"] for f in command("findings", answer["archive"])}
    rows = command("check", answer["archive"])
    assert sum(row["added"] for row in rows) == 0
    assert sum(row["withdrawn"] for row in rows) == 0
    assert {f["id"]: f["state"] for f in command("findings", answer["archive"])} == before
