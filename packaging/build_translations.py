"""Brings resources/translations up to date: collects the Chinese texts of the window, then compiles the English catalogue.

Run it after changing a text (`python packaging/build_translations.py`), translate what it names in the .ts file, run it
again. With `--check` it changes nothing and ends with 1 when the files are not what it would write.
"""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
CATALOGUE = "inspector_gui_en"


def sources() -> list[Path]:
    return sorted((ROOT / "inspector_gui" / "ui").rglob("*.py"))


def collect(catalogue: Path) -> None:
    """Add new texts to the .ts file and drop those that are gone."""
    tool = Path(sysconfig.get_path("scripts")) / "pyside6-lupdate"
    options = ["-no-obsolete", "-locations", "none", "-source-language", "zh_CN", "-target-language", "en", "-silent"]
    subprocess.run([tool, *map(str, sources()), "-ts", str(catalogue), *options], check=True, cwd=ROOT)


def compile_catalogue(catalogue: Path, out: Path) -> None:
    tool = Path(sysconfig.get_path("scripts")) / "pyside6-lrelease"
    subprocess.run([tool, "-silent", str(catalogue), "-qm", str(out)], check=True, cwd=ROOT)


def untranslated(catalogue: Path) -> list[str]:
    """Texts without a finished English translation, with their context."""
    missing = []
    for context in ElementTree.parse(catalogue).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is None or translation.get("type") or not (translation.text or "").strip():
                missing.append(f"{context.findtext('name')}: {message.findtext('source')}")
    return missing


def stale_files() -> list[str]:
    """Names of the files that differ from what this program would write now."""
    with tempfile.TemporaryDirectory() as folder:
        fresh_ts, fresh_qm = Path(folder) / f"{CATALOGUE}.ts", Path(folder) / f"{CATALOGUE}.qm"
        fresh_ts.write_bytes((FOLDER / fresh_ts.name).read_bytes())
        collect(fresh_ts)
        compile_catalogue(fresh_ts, fresh_qm)
        return [f.name for f in (fresh_ts, fresh_qm) if f.read_bytes() != (FOLDER / f.name).read_bytes()]


def main() -> int:
    catalogue = FOLDER / f"{CATALOGUE}.ts"
    if "--check" in sys.argv[1:]:
        stale = stale_files()
        print("\n".join(f"not up to date: {name}" for name in stale) or "translations are up to date")
        return 1 if stale else 0
    collect(catalogue)
    compile_catalogue(catalogue, FOLDER / f"{CATALOGUE}.qm")
    missing = untranslated(catalogue)
    print("\n".join(f"no English yet: {text}" for text in missing) or "all texts have their English")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
