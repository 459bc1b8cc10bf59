import pytest

from inspector_gui.domain.captures import LinkResult, LinkState
from inspector_gui.engine.outage import REASON, set_aside

OWN = LinkResult("http://www.site.example/a", LinkState.OK)


def outside(*states):
    return [LinkResult(f"http://host{n}.example/x", state) for n, state in enumerate(states)]


def test_when_no_outside_host_answers_nothing_is_held_against_the_site():
    silent = outside(LinkState.DNS, LinkState.UNREACHABLE, LinkState.SLOW, LinkState.DNS)
    aside = set_aside([OWN, *silent], own_host="www.site.example")
    assert [r.url for r in aside] == [r.url for r in silent]
    assert {(r.state, r.reason) for r in aside} == {(LinkState.BLOCKED, REASON)}


@pytest.mark.parametrize("answer", [LinkState.OK, LinkState.DEAD, LinkState.BLOCKED, LinkState.TLS])
def test_one_outside_answer_of_any_kind_shows_that_the_way_out_is_open(answer):
    silent = outside(LinkState.DNS, LinkState.DNS, LinkState.DNS, answer)
    assert set_aside([OWN, *silent], own_host="www.site.example") == []


def test_few_hosts_prove_nothing():
    assert set_aside([OWN, *outside(LinkState.DNS, LinkState.DNS)], own_host="www.site.example") == []


def test_dead_links_within_the_site_stay_dead():
    own_dead = LinkResult("http://www.site.example/b", LinkState.DEAD, 404)
    aside = set_aside([own_dead, *outside(*[LinkState.DNS] * 3)], own_host="www.site.example")
    assert own_dead.url not in {r.url for r in aside}
