"""Following the requests of a page."""

import dataclasses

import pytest

from inspector_gui.capture.recording import Limits
from inspector_gui.capture.traffic import Traffic

LIMITS = dataclasses.replace(Limits(), requests=4, bytes=5_000_000, document_bytes=2_000_000)


@pytest.fixture
def page(fake_session):
    return Page(fake_session())


class Page:
    """A page that tells its requests; times are 100, 101, … seconds."""

    def __init__(self, session):
        self.session, self.told = session, []
        self.traffic = Traffic(session, LIMITS, on_budget=self.told.append)
        self.traffic.main_frame = "main"
        self.clock = 100.0

    def tick(self):
        self.clock += 1
        return self.clock

    def sent(self, id_, url="http://a.example/", kind="Document", frame="main", **more):
        self.session.fire(
            "Network.requestWillBeSent", requestId=id_, type=kind, frameId=frame, wallTime=1_700_000_000.0,
            timestamp=self.tick(), request={"url": url, "method": "GET", "headers": {"Accept": "*/*"}}, **more,
        )  # fmt: skip

    def answered(self, id_, status=200, **headers):
        self.session.fire("Network.responseReceived", requestId=id_, response={"status": status, "headers": headers})

    def data(self, id_, size):
        self.session.fire("Network.dataReceived", requestId=id_, dataLength=size)

    def finished(self, id_, size=0):
        self.session.fire("Network.loadingFinished", requestId=id_, timestamp=self.tick(), encodedDataLength=size)

    def failed(self, id_, **why):
        self.session.fire("Network.loadingFailed", requestId=id_, timestamp=self.tick(), **why)


def test_one_request_from_beginning_to_end(page):
    page.sent("1")
    assert (page.traffic.open_requests, page.traffic.calm) == (1, 0.0)
    page.answered("1", 200, Server="nginx")
    page.data("1", 300)
    page.data("1", 200)
    page.finished("1", 420)
    (exchange,) = page.traffic.exchanges
    assert (exchange.status, exchange.received, exchange.transferred, exchange.finished) == (200, 500, 420, True)
    assert (exchange.started, exchange.ended) == (101.0, 102.0)
    assert (exchange.header("server"), exchange.header("location")) == ("nginx", "")
    assert page.traffic.open_requests == 0
    assert page.traffic.received == 500


def test_redirects_are_exchanges_of_their_own(page):
    page.sent("1", "http://a.example/")
    page.sent(
        "1", "https://a.example/", redirectResponse={"status": 301, "headers": {"Location": "https://a.example/"}}
    )
    assert page.traffic.document.url == "https://a.example/", "a redirect is not what is shown"
    page.answered("1", 200)
    page.finished("1")
    assert [(e.url, e.status, e.finished) for e in page.traffic.exchanges] == [
        ("http://a.example/", 301, True),
        ("https://a.example/", 200, True),
    ]
    assert page.traffic.exchanges[0].ended == 102.0
    assert page.traffic.redirects == [{"url": "http://a.example/", "status": 301, "location": "https://a.example/"}]
    assert page.traffic.document.url == "https://a.example/"
    assert page.traffic.open_requests == 0


def test_the_document_is_the_last_answered_one_of_the_main_frame(page):
    assert page.traffic.document is None
    assert page.traffic.document_failure == ""
    page.sent("1", "http://a.example/first")
    assert page.traffic.document.url == "http://a.example/first"
    page.answered("1")
    page.sent("2", "http://a.example/frame", frame="inner")
    page.answered("2")
    page.sent("3", "http://a.example/x.js", kind="Script")
    page.answered("3")
    page.sent("4", "http://a.example/second")
    assert page.traffic.document.url == "http://a.example/first", "what was not answered is not shown"
    page.answered("4")
    assert page.traffic.document.url == "http://a.example/second"
    assert len(page.traffic.documents) == 2


@pytest.mark.parametrize(
    ("why", "failure"),
    [
        ({"errorText": "net::ERR_CONNECTION_RESET"}, "net::ERR_CONNECTION_RESET"),
        ({"errorText": "net::ERR_BLOCKED_BY_CLIENT", "blockedReason": "inspector"}, "inspector"),
    ],
)
def test_a_failure_is_kept(page, why, failure):
    page.sent("1")
    page.failed("1", **why)
    assert page.traffic.document_failure == failure
    assert (page.traffic.document.finished, page.traffic.open_requests) == (False, 0)


@pytest.mark.parametrize("kind", ["WebSocket", "EventSource", "Ping", "Media"])
def test_nobody_waits_for_what_never_ends(page, kind):
    page.sent("1", kind=kind)
    assert page.traffic.open_requests == 0


def test_data_addresses_are_no_traffic_and_strangers_do_no_harm(page):
    page.sent("1", "data:image/png;base64,AA", kind="Image")
    page.answered("1")
    page.data("1", 10)
    page.finished("1")
    page.failed("9", errorText="net::ERR_ABORTED")
    assert page.traffic.exchanges == []
    assert page.traffic.open_requests == 0


def test_too_many_requests_are_told_once_and_no_longer_recorded(page):
    for n in range(9):
        page.sent(str(n))
    assert page.told == ["请求数超过 4"]
    assert len(page.traffic.exchanges) == 5
    assert page.traffic.over_budget


def test_a_document_may_not_grow_without_end(page):
    page.sent("1")
    page.data("1", 2_000_000)
    assert page.told == []
    page.data("1", 1)
    assert page.told == ["页面超过 2 MB"]


def test_nor_all_the_rest_together(page):
    for n in "12":
        page.sent(n, kind="Image")
        page.data(n, 2_500_000)
    assert page.told == []
    page.data("2", 1)
    page.data("2", 1)
    assert page.told == ["下载量超过 5 MB"]
