from __future__ import annotations

import datetime as dt
import sqlite3
import zipfile
from pathlib import Path

import pytest
from sqlite_utils.migrations import Migrations

from inspector_gui.errors import ArchiveNewer
from inspector_gui.store.clock import Clock
from inspector_gui.store.database import Database
from inspector_gui.store.schema import MIGRATIONS, known_steps, m001_spine, upgrade_schema
from inspector_gui.store.verifying import verify_archive

FIXTURES = Path(__file__).parents[2] / "fixtures"
NOON = Clock(now=lambda: dt.datetime(2021, 6, 30, 12, tzinfo=dt.UTC))


def later_program(step) -> Migrations:
    migrations = Migrations("archive")
    migrations()(m001_spine)
    migrations()(step)
    return migrations


def m002_colour(db) -> None:
    db.execute("ALTER TABLE targets ADD COLUMN colour TEXT NOT NULL DEFAULT 'red'")


def m002_breaks(db) -> None:
    db.execute("ALTER TABLE targets ADD COLUMN colour TEXT NOT NULL DEFAULT 'red'")
    raise LookupError


def test_every_released_schema_still_opens(samples, tmp_path):
    """One archive of each schema that was ever released; `store_samples.py fixture` wrote it at the time."""
    for number in range(1, len(known_steps()) + 1):
        with zipfile.ZipFile(FIXTURES / f"archive-schema-{number}.inspection.zip") as bundle:
            bundle.extractall(tmp_path)
        path = tmp_path / f"archive-schema-{number}.inspection"
        assert verify_archive(path).problems == ()
        with samples.open_archive(path) as archive:
            captures = archive.captures.of_target("r1", samples.SITE.id)
            assert [len(archive.evidence.read("r1", ref.sha256)) for ref in captures[0].evidence] == [3000, 2200]
            assert archive.findings.get("F1").why == "复查仍打不开"
            assert archive.annotations.of_round("r1")[0].finding_id == "F1"
            assert archive.checks.of_round("r1")[0].check_id == "dead_link"
            assert archive.links.of_target("r1", samples.SITE.id)["http://gone.example/"].status == 404


def test_upgrade_keeps_a_copy_of_what_was(filled):
    backup = upgrade_schema(filled._database, filled.path, clock=NOON, migrations=later_program(m002_colour))
    assert backup == filled.path / "backups" / "archive-schema-1-20210630T120000.db"
    assert filled._database.column("SELECT DISTINCT colour FROM targets") == ["red"]
    assert filled._database.value("PRAGMA user_version") == 2
    copy = sqlite3.connect(backup)
    assert copy.execute("PRAGMA user_version").fetchone() == (1,)
    assert copy.execute("SELECT count(*) FROM custody").fetchone() == (filled.custody.count(),)
    copy.close()


def test_upgrade_is_done_once(filled):
    program = later_program(m002_colour)
    upgrade_schema(filled._database, filled.path, clock=NOON, migrations=program)
    assert upgrade_schema(filled._database, filled.path, clock=NOON, migrations=program) is None


def test_upgrade_that_fails_changes_nothing(filled):
    with pytest.raises(LookupError):
        upgrade_schema(filled._database, filled.path, clock=NOON, migrations=later_program(m002_breaks))
    assert filled._database.value("PRAGMA user_version") == 1
    assert "colour" not in [row["name"] for row in filled._database.rows("PRAGMA table_info(targets)")]
    assert upgrade_schema(filled._database, filled.path, clock=NOON) is None


def test_archive_of_a_newer_program_is_refused_unchanged(samples, filled):
    upgrade_schema(filled._database, filled.path, clock=NOON, migrations=later_program(m002_colour))
    filled.close()
    before = (filled.path / "archive.db").read_bytes()
    with pytest.raises(ArchiveNewer, match=r"2.*认识到 1.*升级"):
        samples.open_archive(filled.path)
    with pytest.raises(ArchiveNewer):
        verify_archive(filled.path)
    assert (filled.path / "archive.db").read_bytes() == before


def test_number_alone_tells_a_newer_archive(samples, filled):
    with filled.transaction():
        filled._database.run("PRAGMA user_version=7")
    filled.close()
    with pytest.raises(ArchiveNewer, match="7"):
        samples.open_archive(filled.path)


def test_step_that_this_program_does_not_know_tells_a_newer_archive(samples, filled):
    with filled.transaction():
        filled._database.run(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('archive', 'm002_unknown', '')"
        )
    filled.close()
    with pytest.raises(ArchiveNewer):
        samples.open_archive(filled.path)


@pytest.mark.parametrize("table", ["custody", "captures", "decisions"])
@pytest.mark.parametrize(
    "statement", ["DELETE FROM {0}", "UPDATE {0} SET rowid = rowid", "INSERT OR REPLACE INTO {0} SELECT * FROM {0}"]
)
def test_append_only_tables_refuse_changes(filled, table, statement):
    before = filled._database.rows(f"SELECT * FROM {table}")

    def change():
        with filled.transaction():
            filled._database.run(statement.format(table))

    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        change()
    assert before
    assert filled._database.rows(f"SELECT * FROM {table}") == before


def test_references_must_lead_somewhere(filled):
    def add():
        with filled.transaction():
            filled._database.insert("annotations", {"id": "a9", "capture_id": "nowhere", "facts": "{}"})

    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        add()


def test_steps_are_named_and_numbered():
    assert known_steps() == ["m001_spine"]
    assert known_steps(MIGRATIONS)[0].startswith("m001")


def test_backup_is_a_sound_database(filled):
    backup = upgrade_schema(filled._database, filled.path, clock=NOON, migrations=later_program(m002_colour))
    copy = Database(backup, mode="read")
    assert copy.value("PRAGMA integrity_check") == "ok"
    copy.close()
