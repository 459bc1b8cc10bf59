"""Host name overrides as curl's --resolve has them, for the browser and for link tests alike."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass

from inspector_gui.errors import InvalidInput

_SPEC = re.compile(
    r"(?P<host>\*|\[[0-9a-fA-F:.]+\]|[^\s*:\[\],]+):(?P<port>[0-9]+):(?P<address>\[[0-9a-fA-F:.]+\]|[0-9.]+)(?::(?P<to>[0-9]+))?"
)


@dataclass(frozen=True, slots=True)
class Override:
    """`host` (lower case, or ``*`` for every host) and `port` are served from `address` and `to_port`."""

    host: str
    port: int
    address: str
    to_port: int

    def covers(self, host: str, port: int) -> bool:
        return port == self.port and self.host in ("*", _plain(host))

    @property
    def spec(self) -> str:
        """The override in the form it is given on the command line."""
        return f"{_bracketed(self.host)}:{self.port}:{_bracketed(self.address)}:{self.to_port}"


class Resolver:
    """An ordered list of overrides; a named host wins over ``*``, the first of equals wins."""

    def __init__(self, overrides: Iterable[Override] = ()) -> None:
        self.overrides: tuple[Override, ...] = tuple(sorted(overrides, key=lambda o: o.host == "*"))

    @classmethod
    def parse(cls, specs: Iterable[str]) -> Resolver:
        """Read ``HOST:PORT:ADDR[:PORT]`` texts; IPv6 addresses stand in brackets. Raises `InvalidInput`."""
        return cls([_parsed(spec) for spec in specs])

    def __call__(self, host: str, port: int) -> tuple[str, int] | None:
        """Where to connect to instead of `host` and `port`: (address, port), or None when nothing is overridden."""
        override = next((o for o in self.overrides if o.covers(host, port)), None)
        return None if override is None else (override.address, override.to_port)

    @property
    def specs(self) -> tuple[str, ...]:
        return tuple(override.spec for override in self.overrides)

    @property
    def chromium_rules(self) -> str:
        """The overrides as the text of Chromium's ``--host-resolver-rules``; empty when there are none."""
        return ", ".join(
            f"MAP {_bracketed(o.host)}:{o.port} {_bracketed(o.address)}:{o.to_port}" for o in self.overrides
        )


def _bracketed(address: str) -> str:
    return f"[{address}]" if ":" in address else address


def _parsed(spec: str) -> Override:
    match = _SPEC.fullmatch(spec.strip())
    if match is None:
        raise _unusable(spec, "不是 HOST:PORT:ADDR[:PORT] 的形式")
    port, to_port = int(match["port"]), int(match["to"] or match["port"])
    if not (0 < port < 65536 and 0 < to_port < 65536):
        raise _unusable(spec, "端口不在 1 到 65535 之间")
    try:
        address = str(ipaddress.ip_address(match["address"].strip("[]")))
    except ValueError:
        raise _unusable(spec, f"{match['address']} 不是 IP 地址") from None
    return Override(_plain(match["host"]), port, address, to_port)


def _plain(host: str) -> str:
    """A host as it is asked for: lower case, without brackets or final dot, Chinese names in their ASCII form."""
    name = host.strip("[]").lower().rstrip(".")
    try:
        return name if name.isascii() else name.encode("idna").decode("ascii")
    except UnicodeError:
        return name


def _unusable(spec: str, reason: str) -> InvalidInput:
    return InvalidInput(
        what=f"--resolve {spec}",
        reason=reason,
        todo="请写成例如 www.example.gov.cn:80:127.0.0.1:8080,IPv6 地址加方括号。",
    )
