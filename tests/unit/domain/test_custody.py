from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_gui.domain.annotations import Annotation
from inspector_gui.domain.captures import PageRole
from inspector_gui.domain.custody import (
    GENESIS,
    CustodyEntry,
    canonical_json,
    entry_hash,
    first_break,
    head_bytes,
    plain,
    signed_bytes,
    subject_digest,
)
from inspector_gui.domain.geometry import Box


def sign(data: bytes) -> str:
    return hashlib.sha256(b"secret" + data).hexdigest()


def check(key: str, data: bytes, signature: str) -> bool:
    return key == "K" and signature == sign(data)


def chain(length: int) -> list[CustodyEntry]:
    entries: list[CustodyEntry] = []
    previous = GENESIS
    for n in range(1, length + 1):
        draft = CustodyEntry(
            n, "2021-06-30T09:00:00+08:00", n, "张三", "captured", f"capture:{n}", "d" * 64, previous, key="K"
        )
        hashed = replace(draft, hash=entry_hash(draft))
        entries.append(replace(hashed, signature=sign(signed_bytes(hashed))))
        previous = hashed.hash
    return entries


def test_sound_chain_has_no_break():
    assert first_break(chain(5), check_signature=check) is None
    assert first_break([]) is None


FIELDS = {
    "seq": 99,
    "at": "2020-01-01T00:00:00Z",
    "monotonic_ns": 5000,
    "actor": "王五",
    "act": "x",
    "subject": "capture:9",
    "digest": "e" * 64,
    "previous": "f" * 64,
    "hash": "0" * 64,
    "key": "L",
    "detail": "{}",
}


@given(st.integers(0, 5), st.sampled_from(sorted(FIELDS)))
def test_change_of_any_field_is_found_at_its_entry(index, field):
    entries = chain(6)
    entries[index] = replace(entries[index], **{field: FIELDS[field]})
    found = first_break(entries, check_signature=check)
    assert found is not None
    assert found.index == index


def test_forged_signature_is_found_only_when_asked_for():
    entries = chain(3)
    entries[1] = replace(entries[1], signature="00")
    assert first_break(entries) is None
    found = first_break(entries, check_signature=check)
    assert (found.index, found.kind) == (1, "signature")
    assert "第 2 条" in found.reason
    assert "entry 2" in found.reason_en


@given(st.integers(0, 4))
def test_removed_entry_is_found(index):
    entries = chain(6)
    del entries[index]
    assert first_break(entries).index == index
    assert first_break(entries).kind == "sequence"


@given(st.permutations(range(5)))
def test_any_other_order_is_found(order):
    entries = chain(5)
    found = first_break([entries[i] for i in order])
    assert (found is None) == (list(order) == [0, 1, 2, 3, 4])


def test_renumbered_rest_of_a_chain_does_not_begin_at_its_root():
    rest = [replace(entry, seq=n) for n, entry in enumerate(chain(4)[2:], 1)]
    assert first_break(rest).kind == "chain"


def test_replaced_content_with_recomputed_hash_breaks_at_the_next_entry():
    entries = chain(3)
    altered = replace(entries[0], actor="王五")
    entries[0] = replace(altered, hash=entry_hash(altered))
    assert first_break(entries).index == 1


def test_canonical_json_is_sorted_tight_and_readable():
    assert canonical_json({"b": [1, 2.5, None], "a": "晨山"}) == '{"a":"晨山","b":[1,2.5,null]}'


@given(st.text(alphabet=st.characters(categories=["L", "Cs", "Cc", "Po"])))
def test_canonical_json_carries_any_text(text):
    written = canonical_json({"title": text})
    assert json.loads(written.encode("utf-8").decode("utf-8")) == {"title": text}


def test_numbers_that_json_lacks_are_refused():
    with pytest.raises(ValueError):
        canonical_json({"x": float("nan")})


def test_plain_covers_the_values_of_the_domain():
    value = {
        "when": dt.date(2021, 6, 30),
        "amount": Decimal("0.50"),
        "role": PageRole.HOME,
        "names": frozenset({"b", "a"}),
    }
    assert plain(value) == {"when": "2021-06-30", "amount": "0.50", "role": "home", "names": ["a", "b"]}
    assert plain(Annotation("a", "C", Box(1, 2, 3, 4)))["box"] == {"x": 1, "y": 2, "width": 3, "height": 4}


def test_subject_digest_is_sha256_of_the_canonical_json():
    assert subject_digest({"a": 1}) == hashlib.sha256(b'{"a":1}').hexdigest()


def test_head_statement_depends_on_archive_count_and_hash():
    assert (
        len({head_bytes("a", 1, "h"), head_bytes("b", 1, "h"), head_bytes("a", 2, "h"), head_bytes("a", 1, "g")}) == 4
    )


def test_entry_goes_through_json():
    entry = chain(1)[0]
    assert CustodyEntry.from_mapping(json.loads(canonical_json(entry))) == entry


@pytest.mark.parametrize(
    ("name", "value"), [("seq", "1"), ("seq", True), ("actor", None), ("unknown", "x"), ("hash", 5)]
)
def test_unusable_fields_are_refused(name, value):
    with pytest.raises(ValueError, match="custody entry"):
        CustodyEntry.from_mapping({**plain(chain(1)[0]), name: value})


def test_missing_field_is_refused():
    values = plain(chain(1)[0])
    del values["subject"]
    with pytest.raises(ValueError, match="subject"):
        CustodyEntry.from_mapping(values)
