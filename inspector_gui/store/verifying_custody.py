"""Recomputes the custody chain and holds its end against the heads kept elsewhere, to notice entries cut off."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from inspector_gui.domain.custody import CustodyEntry, first_break, head_bytes
from inspector_gui.store.keys import Keyring
from inspector_gui.store.verifying_evidence import Head
from inspector_gui.store.verifying_problems import Problem
from inspector_gui.store.verifying_records import Records


def custody_problems(records: Records, heads: Mapping[str, Sequence[Head]]) -> Iterator[Problem]:
    """Everything wrong with the chain. `heads` are the ends of the chain noted in each evidence file.

    Not detectable: a chain rewritten by whoever holds the private key together with all evidence files, and a whole
    archive put back to an earlier state of itself. Both show by comparing with a head written down elsewhere.
    """
    broken = first_break(records.entries, check_signature=Keyring.verify)
    if broken is not None:
        kind = "signature" if broken.kind == "signature" else "chain"
        yield Problem(kind, f"custody:{broken.index + 1}", broken.reason, broken.reason_en)
    yield from _root_problems(records)
    yield from _kept_head_problems(records)
    for name, noted in heads.items():
        yield from _noted_head_problems(records.entries, name, noted)


def _root_problems(records: Records) -> Iterator[Problem]:
    first = records.entries[0] if records.entries else None
    if first is None or first.act != "created" or first.subject != f"archive:{records.archive_id}":
        en = "the custody chain does not begin with the creation of this archive"
        yield Problem("chain", "custody:1", "证据链不是从本存档的建立开始的", en)


def _kept_head_problems(records: Records) -> Iterator[Problem]:
    """The signed statement kept beside the chain names its last entry."""
    try:
        kept = json.loads(records.kept_head)
        count, head, key, signature = int(kept["count"]), str(kept["head"]), str(kept["key"]), str(kept["signature"])
    except (ValueError, KeyError, TypeError):
        yield Problem(
            "chain", "custody:head", "证据链末端的签名记录缺失", "the signed end of the custody chain is missing"
        )
        return
    if not Keyring.verify(key, head_bytes(records.archive_id, count, head), signature):
        en = "the end of the custody chain has an invalid signature"
        yield Problem("signature", "custody:head", "证据链末端记录的签名无效", en)
    yield from _compared(records.entries, Head(count, head), "custody:head", final=True)


def _noted_head_problems(entries: Sequence[CustodyEntry], name: str, noted: Sequence[Head]) -> Iterator[Problem]:
    """The first head noted in an evidence file that the chain does not pass through."""
    for head in noted:
        problem = next(_compared(entries, head, f"evidence/{name}", final=False), None)
        if problem is not None:
            yield problem
            return


def _compared(entries: Sequence[CustodyEntry], head: Head, where: str, *, final: bool) -> Iterator[Problem]:
    if head.count > len(entries):
        cut = head.count - len(entries)
        yield Problem(
            "chain",
            f"custody:{len(entries) + 1}",
            f"证据链末尾缺少至少 {cut} 条记录(依据 {where})",
            f"at least {cut} entries are missing at the end of the custody chain (by {where})",
        )
    elif final and head.count < len(entries):
        yield Problem(
            "chain",
            f"custody:{head.count + 1}",
            f"证据链第 {head.count + 1} 条起的记录没有末端签名(依据 {where})",
            f"the entries from {head.count + 1} on are not covered by the signed end (by {where})",
        )
    elif head.count and entries[head.count - 1].hash != head.hash:
        yield Problem(
            "chain",
            f"custody:{head.count}",
            f"证据链第 {head.count} 条与当时记下的不同(依据 {where})",
            f"custody entry {head.count} differs from what was noted at the time (by {where})",
        )
