"""Serves the example city on one loopback port, telling its sites apart by the Host header."""

from __future__ import annotations

import socket
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any
from urllib.parse import unquote, urlsplit

from inspector_gui.example_city.pages import (
    Answer,
    Routes,
    error_answer,
    outside_answer,
    outside_hosts,
    refused_addresses,
    site_routes,
)
from inspector_gui.example_city.sites import sites

_LOOPBACK = "127.0.0.1"
_IDLE_SECONDS = 30


class CityServer:
    """The example city while the `with` block lasts.

    `resolve_specs` are the ``HOST:PORT:127.0.0.1:PORT`` texts (as for ``--resolve``) that lead a browser or a link test
    to it: the six sites, the outside hosts they link to, and addresses that refuse connections on purpose. It logs
    nothing.
    """

    def __init__(self) -> None:
        self._server: _Server | None = None
        self._thread: threading.Thread | None = None
        self._site_hosts = tuple(site.host for site in sites())

    def __enter__(self) -> CityServer:
        self._server = _Server()
        self._closed_port = socket.socket()
        # Bound but never listening: whoever connects is refused, and no other program can take the port meanwhile.
        self._closed_port.bind((_LOOPBACK, 0))
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), name="example-city")
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """Stop serving and end every connection; harmless when it is not running."""
        if self._server is not None and self._thread is not None:
            self._server.stopping.set()
            self._server.shutdown()
            self._thread.join()
            self._server.end_connections()
            self._server.server_close()
            self._closed_port.close()
        self._server = self._thread = None

    @property
    def port(self) -> int:
        """The loopback port; `RuntimeError` when the server is not running."""
        if self._server is None:
            raise RuntimeError("the example city is not being served")
        return int(self._server.server_address[1])

    @property
    def resolve_specs(self) -> list[str]:
        """One ``HOST:PORT:127.0.0.1:PORT`` per host of the city and per outside host it links to."""
        served = [f"{host}:80:{_LOOPBACK}:{self.port}" for host in (*self._site_hosts, *outside_hosts())]
        closed = self._closed_port.getsockname()[1]
        return served + [f"{address}:{_LOOPBACK}:{closed}" for address in refused_addresses()]


class _Server(ThreadingHTTPServer):
    daemon_threads = False  # so that server_close() waits for them and no socket outlives the city
    request_queue_size = 128

    def __init__(self) -> None:
        super().__init__((_LOOPBACK, 0), _Handler)
        self.stopping = threading.Event()
        self.sites: dict[str, Routes] = {site.host: site_routes(site) for site in sites()}
        self._answers: dict[tuple[str, str], Answer] = {}
        self._connections: set[socket.socket] = set()
        self._lock = threading.Lock()

    def answer(self, host: str, path: str) -> Answer:
        """What `host` says to `path`; an unknown host or path is 404. Rendered once, then kept."""
        routes = self.sites.get(host)
        if routes is None:
            return outside_answer(host, path) if host in outside_hosts() else error_answer(404)
        if path not in routes:
            return error_answer(404)
        if (host, path) not in self._answers:
            self._answers[host, path] = routes[path]()
        return self._answers[host, path]

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._lock:
            self._connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        with self._lock:
            self._connections.discard(request)
        super().shutdown_request(request)

    def end_connections(self) -> None:
        """Wake the threads that wait for another request on a kept-alive connection."""
        with self._lock:
            waiting = list(self._connections)
        for connection in waiting:
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue  # the other side was faster

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Report bugs only: a browser that closes a tab aborts its connections."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "example-city"
    sys_version = ""
    timeout = _IDLE_SECONDS
    # Headers and body in one segment: apart, Nagle's algorithm and delayed acknowledgement cost 40 ms an answer.
    wbufsize = -1
    disable_nagle_algorithm = True
    server: _Server

    def do_GET(self) -> None:
        self._send(with_body=True)

    def do_HEAD(self) -> None:
        self._send(with_body=False)

    def _send(self, *, with_body: bool) -> None:
        host = self.headers.get("Host", "").rsplit(":", 1)[0].lower()
        answer = self.server.answer(host, unquote(urlsplit(self.path).path))
        if answer.delay:
            self.server.stopping.wait(answer.delay)
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if with_body:
            self.wfile.write(answer.body)

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet: the city is scenery, not a service."""
