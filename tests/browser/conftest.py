"""One hostile server and one browser for all capture tests; each test says what it expects and leaves both usable."""

import asyncio
import importlib.util
from pathlib import Path

import pytest

from inspector_gui.capture.browser import Browser
from inspector_gui.capture.discovery import discover_browser
from inspector_gui.capture.recording import Limits
from inspector_gui.capture.resolver import Resolver
from inspector_gui.domain.captures import EvidenceKind


def _hostile():
    path = Path(__file__).with_name("hostile.py")
    specification = importlib.util.spec_from_file_location("hostile", path)
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


#: Shorter waits than in the field, so that hanging pages do not hold up the tests; the order is the same.
QUICK = Limits(
    commit=2.0, dom=2.0, load=2.0, quiet=1.0, settle=2.0, patience=3.0, scroll=4.0, document_bytes=20_000_000
)


@pytest.fixture(scope="session")
def quick():
    return QUICK


@pytest.fixture(scope="session")
def hostile_module():
    return _hostile()


@pytest.fixture(scope="session")
def hostile(hostile_module):
    with hostile_module.Hostile() as server:
        yield server


@pytest.fixture(scope="session")
def runner():
    """The event loop that browser and tests share."""
    with asyncio.Runner() as runner:
        yield runner


@pytest.fixture(scope="session")
def install():
    return discover_browser()


@pytest.fixture(scope="session")
def browser(runner, hostile, install):
    browser = runner.run(Browser.start(install=install, resolver=Resolver.parse(hostile.specs), limits=QUICK))
    yield browser
    runner.run(browser.close())


@pytest.fixture
def record(runner, browser):
    """Record a path of the hostile server (or a whole address); afterwards the browser must still work."""

    def record(address):
        return runner.run(browser.record(address if ":" in address else f"http://hostile.test{address}"))

    yield record
    after = record("/ok")
    assert (after.outcome, after.fitness) == ("complete", "fit"), after.reason
    assert "一切正常" in after.first(EvidenceKind.HTML).data.decode()
