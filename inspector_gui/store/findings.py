"""The findings of an archive: what checks and people raised, and every decision ever made about them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from inspector_gui.domain.custody import canonical_json, plain, text_digest
from inspector_gui.domain.findings import Finding, FindingState
from inspector_gui.store.clock import Clock
from inspector_gui.store.custody import CustodyLog
from inspector_gui.store.database import Database, Row
from inspector_gui.store.encoding import Facts, decoded, finding_from
from inspector_gui.store.subjects import CONTRADICTORY, Subject, digest_of_row, unknown

#: Fields of a finding that follow from its decisions; everything else are the facts as they were raised.
_DECIDED_FIELDS = ("state", "why", "reviewed")

_QUERY = """SELECT f.id, f.facts, f.withdrawn, d.facts AS decision
            FROM findings f LEFT JOIN decisions d
            ON d.finding_id = f.id AND d.n = (SELECT max(n) FROM decisions WHERE finding_id = f.id)"""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about a finding; `n` counts from 1, the last one holds. `at` is ISO 8601 with offset."""

    finding_id: str
    n: int
    at: str
    actor: str
    state: FindingState
    why: str = ""
    category: str = ""


class Findings:
    """Findings keep their id as long as the same source sees the same fault, so a decision outlives a new run of a check."""

    def __init__(self, database: Database, custody: CustodyLog, clock: Clock, actor: str) -> None:
        self._database = database
        self._custody = custody
        self._clock = clock
        self._actor = actor

    def replace_suspicions(
        self, round_id: str, target_id: str, check_ids: Collection[str], found: Sequence[Finding]
    ) -> tuple[int, int, int]:
        """Bring the suspicions of these checks about a target up to date; returns (added, kept, withdrawn).

        A finding that a person decided keeps its decision and stays, also when it is not seen again; one that is only
        suspected and not seen again is withdrawn: kept in the archive, but no longer listed.
        """
        seen = {finding.id: finding for finding in found}
        with self._database.transaction():
            before = {
                row["id"]: row for row in self._rows("WHERE f.round_id = ? AND f.target_id = ?", (round_id, target_id))
            }
            listed = {id for id, row in before.items() if not row["withdrawn"]}
            for id, finding in seen.items():
                self._raise(finding, before.get(id))
            gone = [id for id in listed - set(seen) if self._is_open(before[id], check_ids)]
            for id in sorted(gone):
                self._set_withdrawn(id, before[id]["facts"], True, act="withdrawn")
        return len(set(seen) - listed), len(set(seen) & listed), len(gone)

    def add(self, finding: Finding) -> None:
        """Store a finding raised by a person, with the decision it comes with."""
        with self._database.transaction():
            self._insert(finding, act="finding_added")
            if finding.state is not FindingState.SUSPECTED:
                self.decide(
                    finding.id, state=finding.state, why=finding.why, category=finding.category, actor=self._actor
                )

    def get(self, id: str) -> Finding:
        """The finding of this id, withdrawn ones too. Raises `UnknownName`."""
        return self._finding(self._row(id))

    def of_target(self, round_id: str, target_id: str) -> list[Finding]:
        """The findings of a target in the order they were first raised, without withdrawn ones."""
        return self._listed("f.round_id = ? AND f.target_id = ?", (round_id, target_id))

    def of_round(self, round_id: str) -> list[Finding]:
        """The findings of a round in the order they were first raised, without withdrawn ones."""
        return self._listed("f.round_id = ?", (round_id,))

    def decide(self, finding_id: str, *, state: FindingState, why: str, category: str = "", actor: str) -> Finding:
        """Record a decision; `state`, `why` and `category` hold exactly as given. Returns the finding as it is then.

        Earlier decisions stay on record. A withdrawn finding that is decided after all is listed again.
        Raises `UnknownName`.
        """
        with self._database.transaction():
            row = self._row(finding_id)
            before = self._finding(row)
            n = 1 + int(
                self._database.value("SELECT coalesce(max(n), 0) FROM decisions WHERE finding_id = ?", (finding_id,))
            )
            decision = Decision(finding_id, n, self._clock.iso(), actor, state, why, category)
            facts = canonical_json(decision)
            self._database.insert("decisions", {"finding_id": finding_id, "n": n, "facts": facts})
            after = _decided(before, plain(decision))
            detail = {"before": _shown(before), "after": _shown(after)}
            self._custody.append("decided", f"decision:{finding_id}/{n}", text_digest(facts), detail, actor=actor)
            if row["withdrawn"] and state is not FindingState.SUSPECTED:
                self._set_withdrawn(finding_id, row["facts"], False, act="restored")
        return after

    def decisions(self, finding_id: str) -> list[Decision]:
        """Every decision about a finding, earliest first."""
        texts = self._database.column("SELECT facts FROM decisions WHERE finding_id = ? ORDER BY n", (finding_id,))
        what = f"decision:{finding_id}"
        return [decoded(_decision_from, text, what=what, path=self._database.path) for text in texts]

    def _raise(self, finding: Finding, known: Row | None) -> None:
        """Store a suspicion: new, seen again as it was, or seen again with other facts."""
        if known is None:
            self._insert(finding, act="suspected")
            return
        facts = _facts_of(finding)
        if known["withdrawn"] or known["facts"] != facts:
            self._database.run("UPDATE findings SET facts = ?, withdrawn = 0 WHERE id = ?", (facts, finding.id))
            self._custody.append(
                "suspected", f"finding:{finding.id}", _digest(facts, withdrawn=False), {"rule": finding.rule}
            )

    def _is_open(self, row: Row, check_ids: Collection[str]) -> bool:
        """Raised by one of these checks, and not decided by a person (or put back to suspected)."""
        finding = self._finding(row)
        return finding.check_id in check_ids and finding.state is FindingState.SUSPECTED

    def _insert(self, finding: Finding, *, act: str) -> None:
        facts = _facts_of(finding)
        self._database.insert(
            "findings",
            {
                "id": finding.id,
                "round_id": finding.round_id,
                "target_id": finding.target_id,
                "check_id": finding.check_id,
                "facts": facts,
            },
        )
        detail = {"rule": finding.rule, "target": finding.target_id}
        self._custody.append(act, f"finding:{finding.id}", _digest(facts, withdrawn=False), detail)

    def _set_withdrawn(self, id: str, facts: str, withdrawn: bool, *, act: str) -> None:
        self._database.run("UPDATE findings SET withdrawn = ? WHERE id = ?", (int(withdrawn), id))
        self._custody.append(act, f"finding:{id}", _digest(facts, withdrawn=withdrawn))

    def _listed(self, condition: str, values: tuple[str, ...]) -> list[Finding]:
        return [self._finding(row) for row in self._rows(f"WHERE {condition} AND f.withdrawn = 0", values)]

    def _rows(self, condition: str, values: tuple[str, ...]) -> list[Row]:
        return self._database.rows(f"{_QUERY} {condition} ORDER BY f.seq", values)

    def _row(self, id: str) -> Row:
        found = self._rows("WHERE f.id = ?", (id,))
        if not found:
            raise unknown(id, zh="问题", en="finding")
        return found[0]

    def _finding(self, row: Row) -> Finding:
        what, path = f"finding:{row['id']}", self._database.path
        finding = decoded(finding_from, row["facts"], what=what, path=path)
        if row["decision"] is None:
            return finding
        return decoded(lambda facts: _decided(finding, facts), row["decision"], what=what, path=path)


def _facts_of(finding: Finding) -> str:
    return canonical_json({name: value for name, value in plain(finding).items() if name not in _DECIDED_FIELDS})


def _digest(facts: str, *, withdrawn: bool) -> str:
    return text_digest(facts + ("\nwithdrawn" if withdrawn else ""))


def _decision_from(facts: Facts) -> Decision:
    return Decision(**{**facts, "state": FindingState(facts["state"])})


def _decided(finding: Finding, decision: Facts) -> Finding:
    return replace(finding, state=FindingState(decision["state"]), why=decision["why"], category=decision["category"])


def _shown(finding: Finding) -> Facts:
    return {"state": finding.state, "why": finding.why, "category": finding.category}


def finding_subjects(database: Database) -> Iterator[Subject]:
    """Every finding and decision as they are now, for comparison with the custody log."""
    for row in database.rows("SELECT id, round_id, target_id, check_id, withdrawn, facts FROM findings ORDER BY seq"):
        facts, withdrawn = row.pop("facts"), bool(row.pop("withdrawn"))
        fitting = digest_of_row(facts, row) != CONTRADICTORY
        yield Subject(f"finding:{row['id']}", _digest(facts, withdrawn=withdrawn) if fitting else CONTRADICTORY)
    for row in database.rows("SELECT finding_id, n, facts FROM decisions ORDER BY rowid"):
        digest = digest_of_row(row["facts"], {"finding_id": row["finding_id"]})
        yield Subject(f"decision:{row['finding_id']}/{row['n']}", digest)
