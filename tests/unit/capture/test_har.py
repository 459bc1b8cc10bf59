"""The HTTP Archive of a page."""

import json

import pytest

from inspector_gui.capture.har import har_bytes
from inspector_gui.capture.traffic import Exchange

TIMING = {
    "requestTime": 50.0, "dnsStart": 0, "dnsEnd": 10, "connectStart": 10, "connectEnd": 40, "sslStart": 20,
    "sslEnd": 40, "sendStart": 40, "sendEnd": 41, "receiveHeadersEnd": 141,
}  # fmt: skip


def exchange(**changes):
    usual = {
        "id": "1", "url": "https://a.example/list?页=1&q=%D6%D0&空=", "method": "GET", "kind": "Document", "frame": "main",
        "wall": 1_700_000_000.5, "started": 50.0, "ended": 50.2, "request_headers": {"Accept": "*/*"},
        "received": 1000, "transferred": 400, "finished": True,
        "response": {
            "status": 200, "statusText": "OK", "protocol": "h2", "mimeType": "text/html", "timing": TIMING,
            "headers": {"Server": "nginx"}, "remoteIPAddress": "127.0.0.1", "remotePort": 443,
        },
    }  # fmt: skip
    return Exchange(**(usual | changes))


def log(*exchanges, title="云溪"):
    return json.loads(har_bytes(exchanges, url="https://a.example/", title=title, browser="150.0"))["log"]


def test_what_har_1_2_requires_of_a_log():
    found = log(exchange())
    assert found["version"] == "1.2"
    assert found["creator"]["name"] == "inspector-gui"
    assert found["browser"] == {"name": "Chromium", "version": "150.0"}
    assert found["pages"][0] == {
        "startedDateTime": "2023-11-14T22:13:20.500+00:00", "id": "page", "title": "云溪", "pageTimings": {},
    }  # fmt: skip
    assert found["entries"][0]["pageref"] == found["pages"][0]["id"]


def test_an_entry_tells_request_and_response():
    entry = log(exchange())["entries"][0]
    assert {"startedDateTime", "time", "request", "response", "cache", "timings"} <= entry.keys()
    assert (entry["serverIPAddress"], entry["connection"], entry["_resourceType"]) == ("127.0.0.1", "443", "document")
    request, response = entry["request"], entry["response"]
    assert request["httpVersion"] == response["httpVersion"] == "h2"
    assert request["headers"] == [{"name": "Accept", "value": "*/*"}]
    assert [pair["name"] for pair in request["queryString"]] == ["页", "q", "空"]
    assert (response["status"], response["statusText"], response["bodySize"]) == (200, "OK", 400)
    assert response["content"] == {"size": 1000, "mimeType": "text/html"}
    assert response["redirectURL"] == ""


def test_phases_are_milliseconds_and_add_up():
    entry = log(exchange())["entries"][0]
    assert entry["timings"] == {
        "dns": 10, "connect": 30, "ssl": 20, "send": 1, "wait": 100, "receive": pytest.approx(59, abs=0.01),
    }  # fmt: skip
    assert entry["time"] == pytest.approx(200, abs=0.01)


def test_a_reused_connection_has_no_dns_and_no_connect():
    reused = TIMING | dict.fromkeys(("dnsStart", "dnsEnd", "connectStart", "connectEnd", "sslStart", "sslEnd"), -1)
    timings = log(exchange(response={"status": 200, "timing": reused}))["entries"][0]["timings"]
    assert (timings["dns"], timings["connect"], timings["ssl"]) == (-1, -1, -1)


def test_a_request_without_an_answer():
    entry = log(exchange(response={}, received=0, transferred=0, failure="net::ERR_FAILED"))["entries"][0]
    assert (entry["response"]["status"], entry["response"]["_error"]) == (0, "net::ERR_FAILED")
    assert entry["response"]["bodySize"] == -1
    assert entry["timings"] == {"send": 0, "wait": 200.0, "receive": 0}
    assert "serverIPAddress" not in entry


def test_a_request_that_never_ended_took_no_negative_time():
    entry = log(exchange(ended=0.0))["entries"][0]
    assert all(entry["timings"][phase] >= 0 for phase in ("send", "wait", "receive"))


def test_a_redirect_names_its_goal():
    moved = exchange(response={"status": 302, "headers": {"LOCATION": "/new"}})
    assert log(moved)["entries"][0]["response"]["redirectURL"] == "/new"


@pytest.mark.parametrize("url", ["http://[/", "http://a.example/?" + "a&" * 5000])
def test_an_address_that_cannot_be_taken_apart_is_still_recorded(url):
    request = log(exchange(url=url))["entries"][0]["request"]
    assert (request["url"], request["queryString"]) == (url, [])


def test_half_a_character_does_not_break_the_archive():
    assert log(title="\ud800题")["pages"][0]["title"] == "?题"


def test_a_page_without_any_request_and_without_a_title():
    found = log(title="")
    assert found["entries"] == []
    assert found["pages"][0]["title"] == "https://a.example/"
