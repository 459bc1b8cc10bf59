"""Host overrides: what is accepted, which one wins, what Chromium is told."""

import pytest

from inspector_gui.capture.resolver import Override, Resolver
from inspector_gui.errors import InvalidInput


@pytest.mark.parametrize(
    ("spec", "override"),
    [
        ("www.yunxi.example:80:127.0.0.1:8080", Override("www.yunxi.example", 80, "127.0.0.1", 8080)),
        ("www.yunxi.example:443:10.0.0.1", Override("www.yunxi.example", 443, "10.0.0.1", 443)),
        (" WWW.Yunxi.Example.:80:127.0.0.1 ", Override("www.yunxi.example", 80, "127.0.0.1", 80)),
        ("*:80:127.0.0.1:1", Override("*", 80, "127.0.0.1", 1)),
        ("[::1]:80:[2001:DB8::0:1]:65535", Override("::1", 80, "2001:db8::1", 65535)),
    ],
)
def test_accepted_forms(spec, override):
    assert Resolver.parse([spec]).overrides == (override,)


@pytest.mark.parametrize(
    ("spec", "reason"),
    [
        ("", "形式"),
        ("www.yunxi.example", "形式"),
        ("www.yunxi.example:80", "形式"),
        ("www.yunxi.example:http:127.0.0.1", "形式"),
        ("www.yunxi.example:80:localhost", "形式"),
        ("*.yunxi.example:80:127.0.0.1", "形式"),
        ("a,MAP * 6.6.6.6:80:127.0.0.1", "形式"),
        ("www.yunxi.example:80:::1", "形式"),
        ("www.yunxi.example:0:127.0.0.1", "端口"),
        ("www.yunxi.example:80:127.0.0.1:65536", "端口"),
        ("www.yunxi.example:80:127.0.0.256", "不是 IP 地址"),
        ("www.yunxi.example:80:[::zz]", "形式"),
        ("www.yunxi.example:80:[1::2::3]", "不是 IP 地址"),
    ],
)
def test_anything_else_is_refused_by_name_and_reason(spec, reason):
    with pytest.raises(InvalidInput) as caught:
        Resolver.parse(["www.yunxi.example:80:127.0.0.1", spec])
    assert f"--resolve {spec}" in str(caught.value)
    assert reason in str(caught.value)


def test_a_named_host_wins_over_the_star_and_the_first_of_equals_wins():
    resolver = Resolver.parse(["*:80:127.0.0.1:1", "a.example:80:127.0.0.1:2", "a.example:80:127.0.0.1:3"])
    assert resolver("a.example", 80) == ("127.0.0.1", 2)
    assert resolver("b.example", 80) == ("127.0.0.1", 1)
    assert resolver("a.example", 443) is None
    assert Resolver()("a.example", 80) is None


@pytest.mark.parametrize("host", ["A.Example", "a.example."])
def test_case_and_the_final_dot_do_not_matter(host):
    assert Resolver.parse(["a.example:80:127.0.0.1"])(host, 80) == ("127.0.0.1", 80)


def test_an_ipv6_host_matches_with_and_without_brackets():
    resolver = Resolver.parse(["[::1]:80:127.0.0.1:8080"])
    assert resolver("::1", 80) == resolver("[::1]", 80) == ("127.0.0.1", 8080)


def test_a_chinese_host_matches_the_name_as_it_travels():
    resolver = Resolver.parse(["云溪.example:80:127.0.0.1:8080"])
    assert resolver("云溪.example".encode("idna").decode(), 80) == ("127.0.0.1", 8080)


def test_specs_can_be_parsed_again():
    resolver = Resolver.parse(["*:80:[::1]:1", "[::2]:80:127.0.0.1", "a.example:443:127.0.0.1:8443"])
    assert Resolver.parse(resolver.specs).overrides == resolver.overrides


def test_the_rules_for_chromium_put_named_hosts_first():
    resolver = Resolver.parse(["*:80:[::1]:1", "a.example:443:127.0.0.1"])
    assert resolver.chromium_rules == "MAP a.example:443 127.0.0.1:443, MAP *:80 [::1]:1"
    assert Resolver().chromium_rules == ""
