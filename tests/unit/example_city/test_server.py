"""The loopback server: hosts, errors, aborted connections, clean end."""

import http.client
import socket
import threading

import pytest

from inspector_gui.example_city.pages import page_paths, site_routes
from inspector_gui.example_city.server import CityServer
from inspector_gui.example_city.sites import site, sites


@pytest.fixture(scope="module")
def city():
    with CityServer() as running:
        yield running


def ask(city, host, path="/", method="GET"):
    connection = http.client.HTTPConnection("127.0.0.1", city.port, timeout=20)
    try:
        connection.request(method, path, headers={"Host": host})
        answer = connection.getresponse()
        return answer.status, answer.getheader("Content-Type"), answer.read()
    finally:
        connection.close()


@pytest.mark.parametrize("one", sites(), ids=lambda one: one.key)
def test_every_page_is_served_under_its_host(city, one):
    routes = site_routes(one)
    connection = http.client.HTTPConnection("127.0.0.1", city.port, timeout=20)
    for path in page_paths(one):
        connection.request("GET", path, headers={"Host": one.host})
        answer = connection.getresponse()
        assert answer.status == 200
        assert answer.read() == routes[path]().body
    connection.close()


def test_host_decides_and_port_and_case_do_not_matter(city):
    assert "海棠区人民政府" in ask(city, "WWW.HAITANG.example:80")[2].decode()
    assert ask(city, "www.atlantis.example")[0] == 404


def test_query_is_ignored_and_unknown_path_is_404(city):
    assert ask(city, "www.qinglan.example", "/wzdt/?q=1")[0] == 200
    assert ask(city, "www.qinglan.example", "/nothing/")[0] == 404


def test_head_has_no_body(city):
    status, _, body = ask(city, "www.qinglan.example", method="HEAD")
    assert (status, body) == (200, b"")


def test_resolve_specs_cover_sites_and_outside_hosts(city):
    specs = city.resolve_specs
    for one in sites():
        assert f"{one.host}:80:127.0.0.1:{city.port}" in specs
    assert f"beian.miit.gov.cn:80:127.0.0.1:{city.port}" in specs


def test_refused_addresses_are_refused(city):
    spec = next(spec for spec in city.resolve_specs if spec.startswith("oa.jiangzuo.example:8088:"))
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", int(spec.rsplit(":", 1)[1])), timeout=20)


def test_aborted_connections_do_no_harm_and_say_nothing(city, capfd):
    for _ in range(20):
        broken = socket.create_connection(("127.0.0.1", city.port))
        broken.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
        broken.sendall(b"GET /images/wide-01.png HTTP/1.1\r\nHost: www.yunxi.example\r\n\r\n")
        broken.close()
    assert ask(city, site("yunxi").host)[0] == 200
    assert capfd.readouterr() == ("", "")


@pytest.mark.timeout(60)
def test_stopping_ends_idle_and_slow_connections(monkeypatch):
    monkeypatch.setattr("inspector_gui.example_city.server._Handler.timeout", None)  # nothing but stop() ends a wait
    before = set(threading.enumerate())
    city = CityServer()
    with city:
        idle = socket.create_connection(("127.0.0.1", city.port))
        slow = socket.create_connection(("127.0.0.1", city.port))
        slow.sendall(b"GET / HTTP/1.1\r\nHost: map.city.example\r\n\r\n")
        assert ask(city, "www.yunxi.example")[0] == 200
    assert set(threading.enumerate()) <= before
    idle.close()
    slow.close()
    city.stop()  # a second time: nothing happens
    with pytest.raises(RuntimeError):
        _ = city.port
