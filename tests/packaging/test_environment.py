"""Set-up on a machine that lacks something: what it says, what it does, and what it does not do twice."""

import importlib.util
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def environment(monkeypatch):
    """packaging/environment.py as a fresh module, on a Debian-like machine where nothing is installed."""
    spec = importlib.util.spec_from_file_location("environment_under_test", ROOT / "packaging" / "environment.py")
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, module)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module.shutil, "which", lambda name: f"/usr/bin/{name}" if name in ("apt-get", "dpkg-query") else None)
    monkeypatch.setattr(module, "_apt_installed", lambda name: False)
    monkeypatch.delenv("INSPECTOR_BROWSER", raising=False)
    return module


def test_without_rights_it_prints_one_sudo_line_that_names_everything(environment, monkeypatch):
    monkeypatch.setattr(environment.os, "geteuid", lambda: 1000)
    with pytest.raises(environment.SetupStopped) as stopped:
        environment._install_system_packages()
    lines = [line for line in str(stopped.value).splitlines() if "sudo" in line]
    assert len(lines) == 1
    assert all(name in lines[0] for name in (*environment.APT_LIBRARIES, "chromium"))


def test_with_rights_it_installs_what_the_system_offers_and_one_browser(environment, monkeypatch):
    commands = []
    monkeypatch.setattr(environment.os, "geteuid", lambda: 0)
    monkeypatch.setattr(environment, "_apt_offers", lambda name: name not in ("chromium-headless-shell", "libxcb-shape0"))
    monkeypatch.setattr(environment, "_run", lambda command, problem, **_: commands.append(command))
    environment._install_system_packages()
    install = commands[-1]
    assert "fonts-noto-cjk" in install
    assert [name for name in install if name in environment.APT_BROWSERS] == ["chromium"]
    assert "libxcb-shape0" not in install


def test_nothing_is_installed_where_everything_is_there(environment, monkeypatch):
    monkeypatch.setattr(environment, "_apt_installed", lambda name: True)
    monkeypatch.setattr(environment, "_system_browser", lambda: "/usr/bin/chromium")
    monkeypatch.setattr(environment, "_run", lambda *_, **__: pytest.fail("nothing was missing"))
    environment._install_system_packages()


def test_other_systems_are_left_alone(environment, monkeypatch):
    monkeypatch.setattr(environment.shutil, "which", lambda name: None)
    monkeypatch.setattr(environment, "_run", lambda *_, **__: pytest.fail("there is no apt here"))
    environment._install_system_packages()


def test_a_second_start_does_nothing(environment, monkeypatch, tmp_path):
    monkeypatch.setattr(environment, "VENV", tmp_path)
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python").touch()
    monkeypatch.setattr(environment.os, "name", "posix")
    steps = []
    for name in ("_install_system_packages", "_create_venv", "_ensure_browser"):
        monkeypatch.setattr(environment, name, lambda name=name: steps.append(name))
    monkeypatch.setattr(environment, "_install_packages", lambda development: steps.append("packages"))
    environment.prepare(development=False)
    assert steps == ["_install_system_packages", "_create_venv", "packages", "_ensure_browser"]
    environment.prepare(development=False)
    assert len(steps) == 4
    environment.prepare(development=True)
    assert len(steps) == 8


def test_an_old_python_is_told_what_is_needed(environment, monkeypatch):
    monkeypatch.setattr(environment.sys, "version_info", (3, 9, 2))
    with pytest.raises(environment.SetupStopped, match=r"3\.11"):
        environment.prepare(development=False)
