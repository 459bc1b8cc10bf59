"""The annotations on captures; the custody log keeps every state they ever had."""

from __future__ import annotations

from collections.abc import Iterator

from inspector_gui.domain.annotations import Annotation
from inspector_gui.domain.custody import canonical_json, plain, text_digest
from inspector_gui.store.custody import CustodyLog
from inspector_gui.store.database import Database
from inspector_gui.store.encoding import annotation_from, decoded
from inspector_gui.store.subjects import Subject, digest_of_row, unknown


class Annotations:
    """Annotations may be changed and removed; the pixels of the capture stay untouched."""

    def __init__(self, database: Database, custody: CustodyLog) -> None:
        self._database = database
        self._custody = custody

    def put(self, annotation: Annotation, actor: str) -> None:
        """Add an annotation, or bring it into this state."""
        facts = canonical_json(annotation)
        with self._database.transaction():
            self._database.run(
                """INSERT INTO annotations (id, capture_id, facts) VALUES (?, ?, ?)
                   ON CONFLICT (id) DO UPDATE SET capture_id = excluded.capture_id, facts = excluded.facts""",
                (annotation.id, annotation.capture_id, facts),
            )
            detail = {"annotation": plain(annotation)}
            self._custody.append("annotated", f"annotation:{annotation.id}", text_digest(facts), detail, actor=actor)

    def remove(self, id: str, actor: str = "") -> None:
        """Take an annotation away. Raises `UnknownName`."""
        with self._database.transaction():
            if not self._database.run("DELETE FROM annotations WHERE id = ?", (id,)):
                raise unknown(id, zh="标注", en="annotation")
            self._custody.append("annotation_removed", f"annotation:{id}", actor=actor)

    def get(self, id: str) -> Annotation:
        """The annotation of this id. Raises `UnknownName`."""
        found = self._listed("WHERE a.id = ?", (id,))
        if not found:
            raise unknown(id, zh="标注", en="annotation")
        return found[0]

    def of_capture(self, capture_id: str) -> list[Annotation]:
        """The annotations on one capture in the order they were drawn."""
        return self._listed("WHERE a.capture_id = ?", (capture_id,))

    def of_target(self, round_id: str, target_id: str) -> list[Annotation]:
        """The annotations on all captures of a target in a round."""
        return self._listed("WHERE c.round_id = ? AND c.target_id = ?", (round_id, target_id))

    def of_round(self, round_id: str) -> list[Annotation]:
        """The annotations on all captures of a round."""
        return self._listed("WHERE c.round_id = ?", (round_id,))

    def _listed(self, condition: str, values: tuple[str, ...]) -> list[Annotation]:
        query = (
            f"SELECT a.id, a.facts FROM annotations a JOIN captures c ON c.id = a.capture_id {condition} ORDER BY a.seq"
        )
        return [
            decoded(annotation_from, row["facts"], what=f"annotation:{row['id']}", path=self._database.path)
            for row in self._database.rows(query, values)
        ]


def annotation_subjects(database: Database) -> Iterator[Subject]:
    """Every annotation as it is now, for comparison with the custody log."""
    for row in database.rows("SELECT id, capture_id, facts FROM annotations ORDER BY seq"):
        yield Subject(
            f"annotation:{row['id']}", digest_of_row(row["facts"], {"id": row["id"], "capture_id": row["capture_id"]})
        )
