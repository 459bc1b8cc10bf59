import asyncio
import datetime as dt

import pytest

from inspector_gui.app.inspection import _website as website
from inspector_gui.app.inspection import inspect_urls, website_of
from inspector_gui.errors import ArchiveExists, ArchiveNotWritable, InvalidInput, UserError
from inspector_gui.example_city.sites import sites


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("www.a.example", "http://www.a.example/"),
        (" HTTPS://WWW.A.example:443/x ", "https://www.a.example/x"),
        ("127.0.0.1:8080", "http://127.0.0.1:8080/"),
        ("http://[::1]:8080/", "http://[::1]:8080/"),
        ("http://政府.example/", "http://xn--mxtq1m.example/"),
        ("http://a.example/?id=3#top", "http://a.example/?id=3"),
    ],
)
def test_an_address_is_taken_as_people_type_it(typed, url):
    taken = website(typed)
    assert taken.url == url
    assert not taken.has_name


@pytest.mark.parametrize("typed", ["", "ftp://a.example/", "http://a.example:99999/", "http://[::1", "http://a b/"])
def test_any_other_is_refused_and_named(typed):
    with pytest.raises(InvalidInput) as refused:
        website(typed)
    assert f"“{typed}”" in str(refused.value)


def inspect(folder, **settings):
    return asyncio.run(
        inspect_urls(
            folder,
            **{"urls": ["http://a.example/"], "as_of": dt.date(2021, 6, 30), "on_event": lambda e: None, **settings},
        )
    )


def test_what_is_in_the_way_is_left_alone(tmp_path):
    (tmp_path / "file").write_text("mine")
    with pytest.raises(ArchiveNotWritable):
        inspect(tmp_path / "file")
    (tmp_path / "archive.inspection").mkdir()
    with pytest.raises(ArchiveExists):
        inspect(tmp_path)
    assert (tmp_path / "file").read_text() == "mine"


def test_a_patrol_that_cannot_be_done_says_why_and_how_to_go_on(tmp_path, monkeypatch):
    monkeypatch.setenv("INSPECTOR_BROWSER", "/nowhere/chromium")
    with pytest.raises(UserError) as failed:
        inspect(tmp_path / "out")
    assert "浏览器" in str(failed.value)
    assert f"inspector-gui patrol {tmp_path / 'out' / 'archive.inspection'}" in str(failed.value)


def test_the_sites_of_the_example_city_keep_their_codes():
    websites = [website_of(site) for site in sites()]
    assert [w.site_code for w in websites] == [s.site_code for s in sites()]
    assert len({w.id for w in websites}) == len(websites) == 6
