"""The workstation's signing key (Ed25519): made on first use, kept in the user's folder, readable by its owner only."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import platformdirs
from nacl.exceptions import BadSignatureError, CryptoError
from nacl.signing import SigningKey, VerifyKey

from inspector_gui.errors import InvalidInput
from inspector_gui.store.faults import in_language, translated_file_errors

_FILE_NAME = "signing-key"


class Keyring:
    """Signs what this workstation does. Holds one private key; never writes it anywhere but its own file."""

    def __init__(self, seed: bytes) -> None:
        self._key = SigningKey(seed)

    @classmethod
    def default(cls) -> Keyring:
        """The key of this workstation; INSPECTOR_HOME overrides the user's data folder.

        Raises `ArchiveNotWritable` or `DiskFull` when it cannot be created, `InvalidInput` when its file is not a key.
        """
        home = os.environ.get("INSPECTOR_HOME") or platformdirs.user_data_dir("inspector-gui", appauthor=False)
        return cls.in_folder(Path(home))

    @classmethod
    def in_folder(cls, folder: Path) -> Keyring:
        """The key kept in `folder`, made when there is none."""
        file = folder / _FILE_NAME
        with translated_file_errors(folder):
            if not file.exists():
                _create_key(file)
            text = file.read_text(encoding="ascii", errors="replace").strip()
        try:
            return cls(bytes.fromhex(text))
        except (ValueError, CryptoError) as error:
            raise InvalidInput(
                what=in_language(f"签名密钥文件 {file}", f"The signing key {file}"),
                reason=in_language("内容不是密钥", "its content is not a key"),
                todo=in_language(
                    "请从备份恢复该文件;若确已丢失,请移走它,程序会生成新密钥。",
                    "Restore it from a backup; if it is lost, move it away and a new key will be made.",
                ),
            ) from error

    @property
    def public_key_hex(self) -> str:
        """The public half, 64 hex digits: the name of this workstation in every custody log."""
        return bytes(self._key.verify_key).hex()

    def sign(self, data: bytes) -> str:
        """The signature of `data`, 128 hex digits."""
        return self._key.sign(data).signature.hex()

    @staticmethod
    def verify(public_hex: str, data: bytes, signature_hex: str) -> bool:
        """Whether the signature is genuine; malformed and small-order keys never are."""
        try:
            VerifyKey(bytes.fromhex(public_hex)).verify(data, bytes.fromhex(signature_hex))
        except (BadSignatureError, CryptoError, ValueError, TypeError):
            return False
        return True


def _create_key(file: Path) -> None:
    """Write a new key so that two programs starting at once end up with the same one, and nobody reads half of it."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(bytes(SigningKey.generate()).hex().encode() + b"\n")
            stream.flush()
            os.fsync(stream.fileno())
        if hasattr(os, "link"):
            os.link(draft, file)
        else:
            draft.rename(file)
    except FileExistsError:
        return  # another program was faster; its key counts
    finally:
        draft.unlink(missing_ok=True)
