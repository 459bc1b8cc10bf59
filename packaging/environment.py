"""Sets up everything the program needs on a fresh machine; used by run.py and test.py, standard library only.

Each step first looks whether it is needed, says what it does, and asks for nothing it can find out. A stamp in the
virtual environment makes the second start immediate.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"

#: What Qt, the browser and Chinese pages need of a Debian-like system (Debian, Ubuntu, 统信 UOS, 麒麟).
APT_LIBRARIES = (
    "fontconfig",
    "fonts-noto-cjk",
    "libdbus-1-3",
    "libegl1",
    "libfontconfig1",
    "libgl1",
    "libglib2.0-0",
    "libx11-xcb1",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-randr0",
    "libxcb-render-util0",
    "libxcb-shape0",
    "libxcb-xinerama0",
    "libxcb-xkb1",
    "libxkbcommon-x11-0",
    "libxkbcommon0",
)
#: The first of these that the system offers is installed when no browser is there.
APT_BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser")


class SetupStopped(Exception):
    """Set-up cannot go on; the text says why and what to do."""


def say(text: str) -> None:
    print(text, flush=True)


def venv_python() -> Path:
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def prepare(*, development: bool) -> Path:
    """Make everything ready and return the interpreter of the virtual environment; raises `SetupStopped`."""
    if sys.version_info < (3, 11):
        raise SetupStopped(f"需要 Python 3.11 或更新版本,当前为 {sys.version.split()[0]}。请用更新的 python3 运行。")
    if _is_ready(development) or (not development and _is_ready(True)):  # what tests need holds what running needs
        return venv_python()
    started = time.monotonic()
    say("首次运行:正在准备环境(以后启动不再需要)。")
    _install_system_packages()
    _create_venv()
    _install_packages(development)
    _ensure_browser()
    _stamp(development).write_text(_fingerprint(development))
    say(f"环境已就绪,用时 {time.monotonic() - started:.0f} 秒。")
    return venv_python()


def _stamp(development: bool) -> Path:
    return VENV / f"setup-{'test' if development else 'run'}.stamp"


def _is_ready(development: bool) -> bool:
    stamp = _stamp(development)
    return stamp.exists() and stamp.read_text() == _fingerprint(development) and venv_python().exists()


def _fingerprint(development: bool) -> str:
    """Changes whenever what must be installed changes."""
    parts = [sys.version, str(ROOT), str(development)]
    parts += [
        (ROOT / name).read_text(encoding="utf-8")
        for name in ("pyproject.toml", "packaging/constraints.txt", "packaging/environment.py")
    ]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


# -- the operating system ------------------------------------------------------------------------------------------


def _install_system_packages() -> None:
    """On a Debian-like system: Qt's libraries, Chinese fonts, a browser. Elsewhere Qt brings its own."""
    if shutil.which("apt-get") is None or shutil.which("dpkg-query") is None:
        return
    missing = [name for name in APT_LIBRARIES if not _apt_installed(name)]
    if importlib.util.find_spec("ensurepip") is None:
        missing.append(f"python{sys.version_info.major}.{sys.version_info.minor}-venv")
    needs_browser = _system_browser() is None
    if not missing and not needs_browser:
        return
    if os.geteuid() != 0:
        names = " ".join([*missing, *(["chromium"] if needs_browser else [])])
        raise SetupStopped(
            f"缺少系统软件包,且当前用户无权安装。请运行这一行后重试:\n  sudo apt-get update && sudo apt-get install -y {names}"
        )
    say("更新系统软件包目录 …")
    _run(["apt-get", "update", "-qq"], "apt-get update 失败。请检查软件源后重试。", check=False)
    missing = [name for name in missing if _apt_offers(name)]
    if needs_browser:
        offered = [name for name in APT_BROWSERS if _apt_offers(name)]
        missing += offered[:1]
    if missing:
        say(f"安装系统软件包:{' '.join(missing)}")
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        _run(
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing],
            "系统软件包安装失败,请查看上面的信息。",
            env=environment,
        )


def _apt_installed(name: str) -> bool:
    done = subprocess.run(
        ["dpkg-query", "-W", "-f", "${db:Status-Abbrev}", name], capture_output=True, text=True, check=False
    )
    # Newer releases carry some libraries under a name with this suffix (64-bit time).
    return done.stdout.startswith("ii") or (not name.endswith("t64") and _apt_installed(f"{name}t64"))


def _apt_offers(name: str) -> bool:
    done = subprocess.run(
        ["apt-cache", "policy", name], capture_output=True, text=True, check=False, env={**os.environ, "LC_ALL": "C"}
    )
    return "Candidate:" in done.stdout and "Candidate: (none)" not in done.stdout


def _system_browser() -> str | None:
    chosen = os.environ.get("INSPECTOR_BROWSER")
    if chosen:
        return chosen
    names = (
        "chromium-headless-shell",
        "google-chrome",
        "google-chrome-stable",
        "microsoft-edge",
        "chromium",
        "chromium-browser",
    )
    return next((found for name in names if (found := shutil.which(name))), None)


# -- Python --------------------------------------------------------------------------------------------------------


def _create_venv() -> None:
    if (
        venv_python().exists()
        and subprocess.run([venv_python(), "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0
    ):
        return
    say(f"创建虚拟环境 {VENV.name}/ …")
    _run([sys.executable, "-m", "venv", "--clear", str(VENV)], "虚拟环境创建失败。请安装 python3-venv 后重试。")


def _install_packages(development: bool) -> None:
    requirements = _development_requirements() if development else []
    say("安装程序及其依赖" + ("(含测试工具)" if requirements else "") + " …")
    _run(
        [
            str(venv_python()),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--constraint",
            str(ROOT / "packaging" / "constraints.txt"),
            "--editable",
            str(ROOT),
            *requirements,
        ],
        "依赖安装失败。请检查网络或 pip 镜像设置后重试。",
    )


def _development_requirements() -> list[str]:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return list(project["dependency-groups"]["dev"])


def _ensure_browser() -> None:
    """Ask the program itself whether it finds a browser; if not, let Playwright download its own."""
    probe = [
        str(venv_python()),
        "-c",
        "from inspector_gui.capture.discovery import discover_browser as d; print(d().path)",
    ]
    found = subprocess.run(probe, capture_output=True, text=True, cwd=ROOT, check=False)
    if found.returncode == 0:
        say(f"浏览器:{found.stdout.strip()}")
        return
    say("没有找到浏览器,由 Playwright 下载 Chromium …")
    _run(
        [str(venv_python()), "-m", "playwright", "install", "chromium"],
        "浏览器下载失败。请自行安装 Chrome、Edge 或 Chromium,或用环境变量 INSPECTOR_BROWSER 指出其位置。",
    )


def _run(command: list[str], problem: str, *, check: bool = True, env: dict[str, str] | None = None) -> None:
    done = subprocess.run(command, check=False, env=env, stdout=sys.stderr)
    if check and done.returncode != 0:
        raise SetupStopped(problem)
