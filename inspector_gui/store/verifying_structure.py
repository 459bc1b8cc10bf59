"""What SQLite itself finds wrong with a database file, as problems of a verification."""

from __future__ import annotations

from collections.abc import Iterator

from inspector_gui.store.database import Database
from inspector_gui.store.verifying_problems import Problem


def structure_problems(database: Database, name: str) -> Iterator[Problem]:
    """Faults of the inner structure, and references that lead nowhere."""
    for text in database.column("PRAGMA integrity_check(20)"):
        if text != "ok":
            yield Problem("database", name, f"数据库 {name} 的内部结构损坏:{text}", f"{name} is damaged inside: {text}")
    for row in database.rows("PRAGMA foreign_key_check"):
        table, parent = row["table"], row["parent"]
        yield Problem(
            "database",
            f"{name}/{table}",
            f"数据库 {name} 的表 {table} 引用了不存在的 {parent}",
            f"{table} in {name} refers to a missing row of {parent}",
        )
