"""The layout of a package (version 1): which files there are, what they are called, and what exactly is signed.

A package is a zip of a BagIt 1.0 bag. `resources/help/decisions/0008-package-format.md` says why it looks like this.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from inspector_gui.domain.custody import canonical_json, plain

FORMAT = "inspector-gui-package/1"

BAGIT, BAG_INFO, README, INDEX = "bagit.txt", "bag-info.txt", "README.txt", "index.html"
MANIFEST, TAGMANIFEST, SIGNATURE = "manifest-sha256.txt", "tagmanifest-sha256.txt", "signature.json"
#: Listed, with their digests, in the tag manifest.
LISTED_TAGS = (README, BAG_INFO, BAGIT, INDEX, MANIFEST)
#: Listed nowhere: the tag manifest is what is signed, the signature cannot list itself.
UNLISTED_TAGS = (TAGMANIFEST, SIGNATURE)

BAGIT_TEXT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"

RECORDS = (
    "annotations", "captures", "check_runs", "decisions", "findings", "indicator_set", "links", "package", "round",
    "score_cards", "targets",
)
CUSTODY = "data/custody.jsonl"

_NAME = re.compile(
    r"data/(?:"
    r"evidence/[0-9a-f]{64}\.(?:png|jpg|json|html\.txt|har|bin)"
    r"|pictures/[A-Za-z0-9_-]{1,64}-[1-9][0-9]{0,3}\.png"
    r"|checks/[A-Za-z0-9_]{1,64}\.py"
    rf"|(?:{'|'.join(RECORDS)})\.json"
    r"|custody\.jsonl)"
    rf"|{'|'.join(map(re.escape, (*LISTED_TAGS, *UNLISTED_TAGS)))}"
)
_LINE = re.compile(r"([0-9a-f]{64})  ([ -~]+)\n")


class Malformed(ValueError):
    """A file of a package is not of the form this version writes; says what in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en


def is_allowed_name(name: str) -> bool:
    """Whether a package may hold a file of this name. Everything else is refused, so no name can lead astray."""
    return _NAME.fullmatch(name) is not None


def record_name(record: str) -> str:
    return f"data/{record}.json"


def evidence_name(file: str) -> str:
    return f"data/evidence/{file}"


def picture_name(owner_id: str, number: int) -> str:
    """The annotated picture `number` (from 1) of a finding or annotation."""
    return f"data/pictures/{owner_id}-{number}.png"


def check_name(check_id: str) -> str:
    return f"data/checks/{check_id}.py"


def record_json(value: object) -> bytes:
    """A record file: UTF-8 JSON, keys sorted, a list with one item on each line."""
    simple = plain(value)
    if isinstance(simple, list):
        lines = ",\n".join(canonical_json(item) for item in simple)
        return f"[\n{lines}\n]\n".encode() if lines else b"[]\n"
    return (canonical_json(simple) + "\n").encode()


def record_lines(values: Iterable[object]) -> bytes:
    """A JSON-lines file: one record on each line."""
    return "".join(canonical_json(value) + "\n" for value in values).encode()


def read_json(data: bytes) -> Any:
    """Decode JSON from a package. Raises `Malformed` for anything but plain JSON: duplicate keys, NaN, deep nesting."""
    try:
        return json.loads(data.decode("utf-8"), object_pairs_hook=_unique, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        if isinstance(error, Malformed):
            raise
        raise Malformed("不是有效的 JSON", "is not valid JSON") from error


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Malformed("JSON 中有重复的键", "has duplicate keys")
    return found


def _no_constant(name: str) -> Any:
    raise Malformed(f"JSON 中有 {name}", f"holds {name}")


def manifest_text(digests: Mapping[str, str]) -> bytes:
    """A BagIt manifest: ``digest  name`` lines in order of the names."""
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(digests.items())).encode("ascii")


def parse_manifest(data: bytes) -> dict[str, str]:
    """Digest per name. Raises `Malformed` unless `data` is exactly what `manifest_text` writes."""
    try:
        text = data.decode("ascii")
    except UnicodeDecodeError as error:
        raise Malformed("清单含有非 ASCII 字符", "the manifest is not ASCII") from error
    found: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(keepends=True), start=1):
        match = _LINE.fullmatch(line)
        if match is None or match[2] in found:
            raise Malformed(f"清单第 {number} 行格式不对或重复", f"line {number} of the manifest is malformed")
        found[match[2]] = match[1]
    if not found or manifest_text(found) != data:
        raise Malformed("清单是空的或次序不对", "the manifest is empty or out of order")
    return found


def package_id(manifest: bytes) -> str:
    """The id of a package follows from its content: two different packages never share one."""
    return "P" + hashlib.sha256(manifest).hexdigest()[:16]


def bag_info(*, package: str, created_at: str, program: str, octets: int, files: int, head: str, entries: int) -> bytes:
    """bag-info.txt; `octets` and `files` are the size of everything below ``data/``."""
    lines = (
        f"Bag-Software-Agent: {program}", f"Bagging-Date: {created_at[:10]}", f"External-Identifier: {package}",
        f"Payload-Oxum: {octets}.{files}", f"Package-Format: {FORMAT}",
        f"Custody-Head: {head}", f"Custody-Entries: {entries}",
    )
    return ("\n".join(lines) + "\n").encode()


def signed_bytes(*, package: str, head: str, container: str, tagmanifest: bytes) -> bytes:
    """What the Ed25519 signature of a package is made over.

    `head` is the hash of the last custody entry, `container` the SHA-256 of all bytes of the zip before the entry of
    signature.json; the tag manifest covers, through the manifest, every other file.
    """
    return f"{FORMAT}\n{package}\n{head}\n{container}\n".encode("ascii") + tagmanifest


def signature_text(*, package: str, head: str, container: str, tagmanifest: bytes, key: str, signature: str) -> bytes:
    """signature.json: what was signed, by which key (hex), and the signature (hex)."""
    return record_json({
        "format": FORMAT, "algorithm": "Ed25519", "package_id": package, "custody_head": head,
        "container_sha256": container, "tagmanifest_sha256": hashlib.sha256(tagmanifest).hexdigest(),
        "public_key": key, "signature": signature,
    })
