"""Writes a package: content in, one verifiable zip out, or nothing at all."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from inspector_gui.errors import ArchiveDamaged, ArchiveExists, ArchiveNotWritable, DiskFull, user_language
from inspector_gui.exchange import package_format as layout
from inspector_gui.exchange.package_content import PackageContent
from inspector_gui.exchange.package_zip import ZipSink
from inspector_gui.exchange.picture_plan import PicturePlan, plan_pictures
from inspector_gui.exchange.pictures import PictureDrawer
from inspector_gui.exchange.viewer import render_readme, render_viewer
from inspector_gui.file_errors import is_full, reason_of

Progress = Callable[[int, int], None]

#: Kept as they are: packing a picture again costs time and gains nothing.
_PACKED_ALREADY = (".png", ".jpg")


class WritingCancelled(Exception):
    """The user stopped the export; nothing was left behind."""


@dataclass(frozen=True, slots=True)
class PackageSummary:
    """What was written: `digest` is the SHA-256 of the whole file, `size` its bytes, `files` all files inside."""

    path: Path
    package_id: str
    digest: str
    size: int
    files: int
    evidence: int
    pictures: int


def write_package(
    content: PackageContent, out: Path, *, sign: Callable[[bytes], str], public_key: str, overwrite: bool = False,
    progress: Progress | None = None, cancelled: Callable[[], bool] | None = None,
) -> PackageSummary:
    """Write `content` to `out`, signed by `sign` (Ed25519 in hex, by `public_key` in hex).

    The same content gives the same bytes. `progress` hears files done and files in all; `cancelled` is asked before
    each file. The zip appears under its name only when complete. Raises `ArchiveExists` for an existing file unless
    `overwrite`, `DiskFull`, `ArchiveNotWritable`, `ArchiveDamaged` for evidence that no longer has its digest, and
    `WritingCancelled`; then `out` is as it was before.
    """
    if not any(entry.get("key") == public_key for entry in content.custody):
        raise ValueError("the key that signs a package must have signed an entry of its custody log")
    if out.exists() and not overwrite:
        raise ArchiveExists(path=out)
    with _in_one_piece(out, overwrite=overwrite) as stream:
        writer = _Writer(content, out, stream, progress, cancelled)
        return writer.write(sign, public_key)


@contextmanager
def _in_one_piece(out: Path, *, overwrite: bool) -> Iterator[BinaryIO]:
    """A file beside `out` that takes its name when the block succeeds and vanishes otherwise."""
    draft = out.with_name(f".{out.name}.{secrets.token_hex(4)}.part")
    try:
        with draft.open("xb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if out.exists() and not overwrite:
            raise ArchiveExists(path=out)
        os.replace(draft, out)
    except OSError as error:
        if is_full(error):
            raise DiskFull(path=out) from error
        raise ArchiveNotWritable(path=out, reason=reason_of(error)) from error
    finally:
        draft.unlink(missing_ok=True)


class _Writer:
    """One writing: payload files in order of their names, then the tag files, digesting all of them on the way."""

    def __init__(
        self, content: PackageContent, out: Path, stream: BinaryIO,
        progress: Progress | None, cancelled: Callable[[], bool] | None,
    ) -> None:
        self._content = content
        self._out = out
        self._sink = ZipSink(stream)
        self._progress = progress
        self._cancelled = cancelled
        self._digests: dict[str, str] = {}
        self._octets = 0
        self._plans: list[PicturePlan] = plan_pictures(
            findings=content.findings, annotations=content.annotations, captures=content.captures,
        )

    def write(self, sign: Callable[[bytes], str], public_key: str) -> PackageSummary:
        payload = self._payload()
        self._total = len(payload) + len(layout.LISTED_TAGS) + len(layout.UNLISTED_TAGS)
        for name in sorted(payload):
            data = payload[name]()
            self._octets += len(data)
            self._digests[name] = self._add(name, data)
        package = self._write_tags(len(payload), sign, public_key)
        size = self._sink.finish()
        return PackageSummary(
            path=self._out, package_id=package, digest=self._sink.container_digest, size=size, files=len(self._sink.entries),
            evidence=len(self._content.evidence_files()), pictures=len(self._plans),
        )

    def _payload(self) -> dict[str, Callable[[], bytes]]:
        """Every file below ``data/`` with what makes its bytes when its turn comes."""
        content = self._content
        drawer = PictureDrawer(self._evidence)
        files: dict[str, Callable[[], bytes]] = {
            layout.record_name(record): _later(layout.record_json, value) for record, value in _records(content).items()
        }
        files[layout.record_name("indicator_set")] = content.indicator_set_text.encode
        files[layout.CUSTODY] = _later(layout.record_lines, content.custody)
        for sha256, file in content.evidence_files().items():
            files[layout.evidence_name(file)] = _later(self._evidence, sha256)
        for check_id, source in content.check_files().items():
            files[layout.check_name(check_id)] = _later(bytes, source)
        for plan in self._plans:
            files[plan.name] = _later(drawer.draw, plan)
        return files

    def _write_tags(self, files: int, sign: Callable[[bytes], str], public_key: str) -> str:
        content = self._content
        manifest = layout.manifest_text(self._digests)
        package = layout.package_id(manifest)
        head = str(content.custody[-1]["hash"])
        tags = {
            layout.README: render_readme(content, package=package, files=files),
            layout.BAG_INFO: layout.bag_info(
                package=package, created_at=content.created_at, program=content.program, octets=self._octets, files=files,
                head=head, entries=len(content.custody),
            ),
            layout.BAGIT: layout.BAGIT_TEXT,
            layout.INDEX: render_viewer(content, pictures=self._plans, package=package, files=files),
            layout.MANIFEST: manifest,
        }
        tagmanifest = layout.manifest_text({name: self._add(name, data) for name, data in sorted(tags.items())})
        self._add(layout.TAGMANIFEST, tagmanifest)
        container = self._sink.container_digest
        signature = sign(layout.signed_bytes(package=package, head=head, container=container, tagmanifest=tagmanifest))
        self._add(layout.SIGNATURE, layout.signature_text(
            package=package, head=head, container=container, tagmanifest=tagmanifest, key=public_key, signature=signature,
        ))
        return package

    def _add(self, name: str, data: bytes) -> str:
        """Append one file; returns its SHA-256."""
        if not layout.is_allowed_name(name):
            raise ValueError(f"{name} is no name for a file of a package")
        if self._cancelled is not None and self._cancelled():
            raise WritingCancelled
        self._sink.add(name, data, compress=not name.endswith(_PACKED_ALREADY))
        if self._progress is not None:
            self._progress(len(self._sink.entries), self._total)
        return hashlib.sha256(data).hexdigest()

    def _evidence(self, sha256: str) -> bytes:
        data = self._content.read_evidence(sha256)
        if hashlib.sha256(data).hexdigest() != sha256:
            english = user_language() == "en"
            reason = f"evidence {sha256} no longer has its digest" if english else f"证据 {sha256} 与其摘要不符"
            raise ArchiveDamaged(path=self._content.archive_name, reason=reason)
        return data


def _records(content: PackageContent) -> dict[str, Any]:
    return {
        "annotations": content.annotations, "captures": content.captures, "check_runs": content.check_runs,
        "decisions": content.decisions, "findings": content.findings, "links": content.links, "round": content.round,
        "score_cards": content.score_cards, "targets": content.targets,
        "package": {
            "format": layout.FORMAT, "archive_id": content.archive_id, "archive_name": content.archive_name,
            "created_at": content.created_at, "created_by": content.created_by, "program": content.program,
        },
    }


def _later(make: Callable[[Any], bytes], value: Any) -> Callable[[], bytes]:
    return lambda: make(value)
