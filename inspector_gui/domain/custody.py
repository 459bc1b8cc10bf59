"""证据链: the hash chain over every act on the evidence, and how a reader finds the first entry that does not fit.

Pure: times, signatures and storage come from outside. The same functions serve the archive and the offline package.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from typing import Any

#: `previous` of the first entry of every chain.
GENESIS = "0" * 64

#: What a signature is made over starts with this, so that it can never be taken for a signature of something else.
_ENTRY_DOMAIN = b"inspector-gui custody entry 1\n"
_HEAD_DOMAIN = "inspector-gui custody head 1"

#: Signature check: (public key in hex, signed bytes, signature in hex) -> genuine.
SignatureCheck = Callable[[str, bytes, str], bool]


@dataclass(frozen=True, slots=True)
class CustodyEntry:
    """One act. `at` is ISO 8601 with offset; `monotonic_ns` a clock that never runs back within one start of the machine.

    `subject` is ``kind:id``; `digest` the SHA-256 of the subject after the act (empty: none); `previous` the hash of the
    entry before; `hash` covers all fields but itself and `signature` (Ed25519 by `key`, both in hex); `detail` is
    canonical JSON, or empty.
    """

    seq: int
    at: str
    monotonic_ns: int
    actor: str
    act: str
    subject: str
    digest: str
    previous: str
    hash: str = ""
    signature: str = ""
    key: str = ""
    detail: str = ""

    @classmethod
    def from_mapping(cls, values: Mapping[str, Any]) -> CustodyEntry:
        """The entry with these fields. Raises `ValueError` for missing or unknown fields and for wrong types."""
        numbers = {"seq", "monotonic_ns"}
        for name, value in values.items():
            if type(value) is not (int if name in numbers else str):
                raise ValueError(f"custody entry: the field {name} is a {type(value).__name__}")
        try:
            return cls(**values)
        except TypeError as error:
            raise ValueError(f"custody entry: {error}") from error


@dataclass(frozen=True, slots=True)
class Break:
    """The first entry that does not fit: `index` counted from 0; `kind` is sequence, chain, hash or signature."""

    index: int
    kind: str
    reason: str
    reason_en: str


def plain(value: object) -> Any:
    """`value` as JSON knows it: dataclasses become objects, enums their values, decimals and dates text, tuples lists."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, (set, frozenset)):
        return sorted(plain(item) for item in value)
    if isinstance(value, (Decimal, dt.date)):
        return str(value)
    return value


def canonical_json(value: object) -> str:
    """The one way this value is written: keys sorted, no blanks, real characters, lone surrogates escaped.

    Raises `ValueError` for numbers that JSON does not have (NaN, infinity).
    """
    text = json.dumps(plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    # Page titles may hold half a surrogate pair, which has no UTF-8 form; the escape means the same in JSON.
    return re.sub("[\ud800-\udfff]", lambda found: f"\\u{ord(found[0]):04x}", text)


def text_digest(text: str) -> str:
    """SHA-256 in hex of the UTF-8 bytes of `text`."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def subject_digest(value: object) -> str:
    """What a custody entry records of its subject: SHA-256 of its canonical JSON."""
    return text_digest(canonical_json(value))


def canonical_bytes(entry: CustodyEntry) -> bytes:
    """The bytes that the hash of `entry` is taken over: every field but `hash` and `signature`."""
    content = plain(entry)
    del content["hash"], content["signature"]
    return _ENTRY_DOMAIN + canonical_json(content).encode()


def entry_hash(entry: CustodyEntry) -> str:
    """The hash that `entry` must carry."""
    return hashlib.sha256(canonical_bytes(entry)).hexdigest()


def signed_bytes(entry: CustodyEntry) -> bytes:
    """What the signature of `entry` is made over: its hash, marked as the hash of a custody entry."""
    return _ENTRY_DOMAIN + entry.hash.encode()


def head_bytes(archive_id: str, count: int, head: str) -> bytes:
    """What a signed statement «this archive has `count` entries, the last with hash `head`» is made over."""
    return f"{_HEAD_DOMAIN}\n{archive_id}\n{count}\n{head}".encode()


def first_break(
    entries: Iterable[CustodyEntry],
    *,
    check_signature: SignatureCheck | None = None,
    previous: str = GENESIS,
    first_seq: int = 1,
) -> Break | None:
    """The first entry that does not fit the chain, or None. Without `check_signature`, signatures are not looked at.

    A chain proves its own order and content; it cannot show that entries at its very end are missing. Compare the
    last hash with a head kept elsewhere for that.
    """
    for index, entry in enumerate(entries):
        seq = first_seq + index
        found = _fault_of(entry, expected_seq=seq, previous=previous, check_signature=check_signature)
        if found is not None:
            kind, reason, reason_en = found
            return Break(index, kind, f"证据链第 {seq} 条{reason}", f"custody entry {seq} {reason_en}")
        previous = entry.hash
    return None


def _fault_of(
    entry: CustodyEntry, *, expected_seq: int, previous: str, check_signature: SignatureCheck | None
) -> tuple[str, str, str] | None:
    if entry.seq != expected_seq:
        here = f"(entry {entry.seq} stands here)"
        return ("sequence", f"缺失或次序被改(此处是第 {entry.seq} 条)", f"is missing or out of order {here}")
    if entry.previous != previous:
        return ("chain", "与前一条不衔接", "does not follow from the one before")
    if entry.hash != entry_hash(entry):
        return ("hash", "的内容被改动", "was altered")
    if check_signature is not None and not check_signature(entry.key, signed_bytes(entry), entry.signature):
        return ("signature", "的签名无效", "carries an invalid signature")
    return None
