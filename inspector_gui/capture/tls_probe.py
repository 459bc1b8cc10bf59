"""Asks a server for its certificate when the browser would not go on: evidence of what is wrong with it."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import ssl
from typing import Any
from urllib.parse import urlsplit

from inspector_gui.capture.resolver import Resolver

_SECONDS = 5.0


async def inspect_certificate(url: str, *, resolver: Resolver) -> dict[str, Any]:
    """Facts from handshakes of our own (not the browser's): why the certificate is not trusted, TLS version, cipher,
    and the certificate itself (DER, base64, with its SHA-256). Only what could be found out; never raises."""
    facts: dict[str, Any] = {"source": "own handshake"}
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").encode("idna").decode("ascii"), parts.port or 443
    except ValueError:  # a port beyond 65535, a name that is none
        return facts | {"error": "unusable address"}
    where = resolver(host, port) or (host, port)
    strict = ssl.create_default_context()
    open_minded = ssl.create_default_context()
    open_minded.check_hostname, open_minded.verify_mode = False, ssl.CERT_NONE
    facts |= {"host": host, "port": port}
    _, verdict = await _handshake(where, host, strict)
    facts["verdict"] = verdict or "ok"
    connection, error = await _handshake(where, host, open_minded)
    if connection is None:
        facts["error"] = error
    else:
        facts |= connection
    return facts


async def _handshake(where: tuple[str, int], name: str, context: ssl.SSLContext) -> tuple[dict[str, Any] | None, str]:
    """(facts of the connection, "") or (None, what failed in OpenSSL's words)."""
    try:
        async with asyncio.timeout(_SECONDS):
            _, writer = await asyncio.open_connection(*where, ssl=context, server_hostname=name)
    except ssl.SSLCertVerificationError as error:
        return None, error.verify_message
    except ssl.SSLError as error:
        return None, (error.reason or "handshake failed").lower().replace("_", " ")
    except TimeoutError:
        return None, "timed out"
    except OSError:
        return None, "no connection"
    try:
        return _connection_facts(writer.get_extra_info("ssl_object")), ""
    finally:
        writer.transport.abort()


def _connection_facts(connection: ssl.SSLObject) -> dict[str, Any]:
    certificate = connection.getpeercert(binary_form=True) or b""
    cipher = connection.cipher()
    return {
        "protocol": connection.version() or "",
        "cipher": cipher[0] if cipher else "",
        "certificate_sha256": hashlib.sha256(certificate).hexdigest(),
        "certificate_der": base64.b64encode(certificate).decode(),
    }
