"""Verifies a package: names every changed, missing and added file, and says who signed it. Unpacks and believes nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from nacl.exceptions import BadSignatureError, CryptoError
from nacl.signing import VerifyKey

from inspector_gui.errors import PackageUnusable, user_language
from inspector_gui.exchange import package_format as layout
from inspector_gui.exchange.package_records import RecordProblem, check_records
from inspector_gui.exchange.package_zip import ZipEntry
from inspector_gui.exchange.package_zip_reader import (
    ContainerBroken,
    Directory,
    NotAPackage,
    printable,
    read_directory,
    read_files,
)

#: Record and tag files are held in memory for the checks; larger ones are refused.
MAXIMUM_RECORD = 256 * 2**20
#: Without any of these a zip was never a package.
_HALLMARKS = frozenset({layout.BAGIT, layout.MANIFEST, layout.TAGMANIFEST, layout.SIGNATURE})


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that does not fit.

    `kind` is structure (the zip itself), changed, missing, added, signature, chain (custody log) or reference (records
    that do not agree with each other); `what` is the file, finding, capture … concerned.
    """

    kind: str
    what: str
    detail_zh: str
    detail_en: str


@dataclass(frozen=True, slots=True)
class PackageReport:
    """What verification found. `signer` is the public key in hex, empty when nobody signed validly.

    Without problems the package is intact. That its signer is one of the pinned keys (`signer_known`) is a question of
    its own: an intact package of an unknown signer proves only that this signer made it.
    """

    path: Path
    problems: tuple[Problem, ...] = ()
    package_id: str = ""
    signer: str = ""
    signer_known: bool = False
    files: int = 0
    size: int = 0
    captures: int = 0
    findings: int = 0
    evidence: int = 0
    custody_entries: int = 0
    custody_head: str = ""
    round_name: str = ""
    created_at: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    """The content of data/package.json."""

    @property
    def intact(self) -> bool:
        return not self.problems


def verify_package(
    path: Path, *, pinned_keys: Collection[str] = (), progress: Callable[[int, int], None] | None = None,
) -> PackageReport:
    """Check the package at `path` in one pass; `progress` hears bytes read and bytes in all.

    Raises `PackageUnusable` when the file cannot be read, is no zip, or is a zip that never was a package.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            return _Verification(path, size, progress).run(stream, pinned_keys)
    except NotAPackage as error:
        raise _unusable(path, "它不是 zip 文件", "it is no zip file") from error
    except OSError as error:
        raise _unusable(path, "文件不存在或无法读取", "it does not exist or cannot be read") from error


def signature_is_genuine(key: str, data: bytes, signature: str) -> bool:
    """Whether the Ed25519 `signature` (hex) of `data` is by `key` (hex). Malformed and small-order keys never are."""
    try:
        VerifyKey(bytes.fromhex(key)).verify(data, bytes.fromhex(signature))
    except (BadSignatureError, CryptoError, ValueError, TypeError):
        return False
    return True


def _unusable(path: Path, zh: str, en: str) -> PackageUnusable:
    return PackageUnusable(path=path.name, reason=en if user_language() == "en" else zh)


class _Verification:
    """One run: structure, contents, manifests, signature, records. Collects problems in that order."""

    def __init__(self, path: Path, size: int, progress: Callable[[int, int], None] | None) -> None:
        self._path = path
        self._size = size
        self._progress = progress
        self._problems: list[Problem] = []
        self._digests: dict[str, str] = {}
        self._kept: dict[str, bytes] = {}
        self._broken: set[str] = set()
        self._container = hashlib.sha256()
        self._before_signature = ""

    def run(self, stream: BinaryIO, pinned_keys: Collection[str]) -> PackageReport:
        try:
            directory = read_directory(stream, self._size)
        except ContainerBroken as broken:
            self._note("structure", broken.what, broken.zh, broken.en)
            return PackageReport(self._path, tuple(self._problems), size=self._size)
        if not _HALLMARKS & {entry.name for entry in directory.entries}:
            raise _unusable(self._path, "这是普通压缩包,不是证据包", "it is an ordinary zip, not a package")
        self._read(stream, directory)
        self._check_manifests()
        signer, claims = self._check_signature()
        records = check_records(self._kept, self._digests, signature_is_genuine)
        self._problems += [Problem(p.kind, p.what, p.zh, p.en) for p in records.problems]
        self._check_claims(signer, claims, records.custody_head, records.custody_keys)
        return PackageReport(
            self._path, tuple(self._problems), package_id=str(claims.get("package_id", "")), signer=signer,
            signer_known=signer != "" and signer in pinned_keys, files=len(directory.entries), size=self._size,
            captures=records.captures, findings=records.findings, evidence=records.evidence,
            custody_entries=records.custody_entries, custody_head=records.custody_head, round_name=records.round_name,
            created_at=str(records.facts.get("created_at", "")), facts=records.facts,
        )

    def _note(self, kind: str, what: str, zh: str, en: str) -> None:
        self._problems.append(Problem(kind, what, zh, en))

    def _read(self, stream: BinaryIO, directory: Directory) -> None:
        for fault in directory.faults:
            self._note(fault.kind, fault.what, fault.zh, fault.en)
        self._broken |= {directory.entries[position].name for position in directory.refused}
        feed = _Feed(self._container, self._size, self._progress)
        signature_offset = next((e.offset for e in directory.entries if e.name == layout.SIGNATURE), -1)
        for read in read_files(stream, directory, keep=_is_record, container=feed):
            name = read.entry.name
            if read.entry.end == signature_offset:
                self._before_signature = self._container.hexdigest()
            if read.fault is not None and name not in self._broken:
                self._note("changed", name, read.fault.zh, read.fault.en)
                self._broken.add(name)
            self._digests[name] = read.sha256
            if read.data is not None:
                self._kept[name] = read.data

    def _check_manifests(self) -> None:
        payload, tags = self._manifest(layout.MANIFEST), self._manifest(layout.TAGMANIFEST)
        listed = {**(payload or {}), **(tags or {})}
        present = self._digests.keys() | self._broken
        for name in sorted({*listed, *layout.UNLISTED_TAGS, *layout.LISTED_TAGS} - present):
            self._note("missing", printable(name), "文件缺失", "the file is missing")
        for name, sha256 in sorted(self._digests.items()):
            covering = payload if name.startswith("data/") else tags
            if covering is None or name in layout.UNLISTED_TAGS or name in self._broken:
                continue
            if name not in covering:
                self._note("added", name, "清单中没有这个文件", "no manifest lists this file")
            elif covering[name] != sha256:
                self._note("changed", name, "内容与清单中的摘要不符", "its content does not have the digest in the manifest")
        if self._kept.get(layout.BAGIT, layout.BAGIT_TEXT) != layout.BAGIT_TEXT:
            self._note("structure", layout.BAGIT, "不是本版本的证据包", "it is not a package of this version")

    def _manifest(self, name: str) -> dict[str, str] | None:
        """A manifest, or None when it is missing or cannot be used: then nothing can be said about what it covers."""
        data = self._kept.get(name)
        if data is None:
            return None
        try:
            return layout.parse_manifest(data)
        except layout.Malformed as error:
            self._note("changed", name, error.zh, error.en)
            return None

    def _check_signature(self) -> tuple[str, dict[str, Any]]:
        """The key that signed validly, or an empty string, and what the signature claims."""
        data = self._kept.get(layout.SIGNATURE)
        if data is None:
            return "", {}
        try:
            claims = layout.read_json(data)
            texts = set(claims) == _CLAIMS and all(isinstance(value, str) for value in claims.values())
            if not texts or layout.record_json(claims) != data:
                raise layout.Malformed("签名文件的格式不对", "the signature file is malformed")
            signed = layout.signed_bytes(
                package=claims["package_id"], head=claims["custody_head"], container=claims["container_sha256"],
                tagmanifest=self._kept.get(layout.TAGMANIFEST, b""),
            )
        except (layout.Malformed, UnicodeEncodeError, TypeError, AttributeError):
            self._note("signature", layout.SIGNATURE, "签名文件的格式不对", "the signature file is malformed")
            return "", {}
        if claims["format"] != layout.FORMAT or not signature_is_genuine(claims["public_key"], signed, claims["signature"]):
            self._note("signature", layout.SIGNATURE, "签名无效:内容或签名被改动", "the signature is invalid")
            return "", claims
        return claims["public_key"], claims

    def _check_claims(self, signer: str, claims: Mapping[str, Any], head: str, keys: Collection[str]) -> None:
        """What the signature says about the package must be true of this package."""
        if not claims:
            return
        manifest = self._kept.get(layout.MANIFEST, b"")
        tagmanifest = hashlib.sha256(self._kept.get(layout.TAGMANIFEST, b"")).hexdigest()
        if claims["tagmanifest_sha256"] != tagmanifest and layout.TAGMANIFEST in self._kept:
            self._note("changed", layout.TAGMANIFEST, "与签名文件中的摘要不符", "its digest is not that in the signature file")
        if claims["package_id"] != layout.package_id(manifest):
            self._note("signature", layout.SIGNATURE, "签名属于另一个证据包", "the signature belongs to another package")
        if claims["custody_head"] != head:
            self._note("chain", layout.CUSTODY, "证据链末条与签名时不同", "the last custody entry is not the one that was signed")
        if claims["container_sha256"] != self._before_signature:
            zh, en = "压缩包不是签名时的那个文件(被重新打包或改动)", "the zip is not the one that was signed"
            self._note("structure", "zip", zh, en)
        if signer and signer not in keys:
            self._note(
                "signature", layout.SIGNATURE, "签名的密钥没有在证据链中出现过:可能由他人重新签名",
                "the key that signed occurs nowhere in the custody log: somebody else may have signed anew",
            )


_CLAIMS = {
    "format", "algorithm", "package_id", "custody_head", "container_sha256", "tagmanifest_sha256", "public_key", "signature",
}


def _is_record(entry: ZipEntry) -> bool:
    """Whether the checks need the content: records and tag files, not evidence, pictures or the viewer."""
    is_bulk = entry.name.startswith(("data/evidence/", "data/pictures/", "data/checks/")) or entry.name == layout.INDEX
    return not is_bulk and entry.size <= MAXIMUM_RECORD


class _Feed:
    """Takes the raw bytes of the container: digests them and reports progress."""

    def __init__(self, digest: Any, size: int, progress: Callable[[int, int], None] | None) -> None:
        self._digest = digest
        self._size = size
        self._progress = progress
        self._done = 0

    def __call__(self, data: bytes) -> None:
        self._digest.update(data)
        self._done += len(data)
        if self._progress is not None:
            self._progress(self._done, self._size)


__all__ = ["PackageReport", "Problem", "RecordProblem", "signature_is_genuine", "verify_package"]
