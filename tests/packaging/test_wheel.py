"""The wheel, built and installed into an empty environment, finds its checks and resources and does real work."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def run(*command, **options):
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True, check=False, **options)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--wheel", "--outdir", out, ROOT)
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """The folder of programs of an environment that holds the wheel and its dependencies and nothing else."""
    home = tmp_path_factory.mktemp("empty")
    run(sys.executable, "-m", "venv", home / "venv")
    scripts = home / "venv" / ("Scripts" if os.name == "nt" else "bin")
    constraints = ROOT / "packaging" / "constraints.txt"
    run(scripts / "python", "-m", "pip", "install", "-q", "--disable-pip-version-check", "-c", constraints, wheel)
    return scripts


def test_checks_and_resources_are_inside_and_tests_are_not(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert "inspector_gui/_bundled/resources/indicators/guoban-2019-19.json" in names
    assert any(n.startswith("inspector_gui/_bundled/checks/") and n.endswith(".py") for n in names)
    assert any(n.startswith("inspector_gui/_bundled/resources/example_city/") for n in names)
    assert not [n for n in names if n.startswith(("tests/", "packaging/")) or "__pycache__" in n]


def test_the_installed_program_works_away_from_the_checkout(installed, tmp_path):
    program = installed / "inspector-gui"
    checks = json.loads(run(program, "checks", "--json", cwd=tmp_path))
    assert {"D20/3", "D21/1", "D26/1"} <= {rule for check in checks for rule in check["rules"]}
    archive = tmp_path / "a.inspection"
    run(program, "new", archive, "--name", "测试", cwd=tmp_path)
    run(program, "round", archive, "--name", "2021Q2", "--as-of", "2021-06-30", cwd=tmp_path)
    register = tmp_path / "名册.csv"
    register.write_text("网站名称,首页网址\n云溪区人民政府,http://www.yunxi.example/\n", encoding="utf-8")
    assert json.loads(run(program, "import", archive, "websites", register, "--json", cwd=tmp_path))["added"] == 1
    assert json.loads(run(program, "verify", archive, "--json", cwd=tmp_path))["intact"]


def test_the_installed_window_draws_its_screens(installed, tmp_path):
    script = (
        "from pathlib import Path; from inspector_gui.app.session import create_archive; "
        "create_archive(Path('b.inspection'), name='b').archive.close(); "
        "from inspector_gui.cli.window_command import draw_screens; print(len(draw_screens(Path('b.inspection'), Path('out'))))"
    )
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    assert int(run(installed / "python", "-c", script, cwd=tmp_path, env=environment)) >= 5
