from __future__ import annotations

from pathlib import Path

import pytest

from inspector_gui.domain.custody import canonical_json
from inspector_gui.errors import ArchiveDamaged
from inspector_gui.store.encoding import capture_from, decoded, finding_from, round_from, searchable, website_from


def test_values_survive_their_written_form(samples):
    assert decoded(round_from, canonical_json(samples.ROUND), what="x", path=Path()) == samples.ROUND
    assert decoded(website_from, canonical_json(samples.SITE), what="x", path=Path()) == samples.SITE


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", "{}", '{"amount": "x"}', '{"as_of": "2021-13-01", "focus": []}', "1"]
)
@pytest.mark.parametrize("build", [round_from, website_from, capture_from, finding_from])
def test_spoiled_record_is_damage_and_named(build, text):
    with pytest.raises(ArchiveDamaged, match="capture:C1"):
        decoded(build, text, what="capture:C1", path=Path("a"))


def test_half_a_surrogate_pair_is_written_as_an_escape():
    assert searchable("http://x/\ud800中") == "http://x/\\ud800中"
