"""The offline viewer as HTML: complete, self-contained, and text from inspected sites nowhere but as text."""

from __future__ import annotations

import base64
import hashlib
import re
import zipfile
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from inspector_gui.bundled import resource
from inspector_gui.domain.indicators import parse_indicator_set
from inspector_gui.exchange.viewer import render_viewer

HOSTILE = "<script>alert(1)</script>]]>{{ 7*7 }}{% raw %}\"'><img src=x onerror=alert(2)>\u202egnp\u0007"


@pytest.fixture
def page(write):
    with zipfile.ZipFile(write()) as package:
        return package.read("index.html").decode()


class Outline(HTMLParser):
    """Collects what a browser would see: elements with attributes, and text."""

    def __init__(self, html):
        super().__init__()
        self.elements = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data

    def all(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]


def test_everything_leads_to_a_file_or_place_that_exists(write):
    with zipfile.ZipFile(write()) as package:
        outline = Outline(package.read("index.html").decode())
        names = set(package.namelist())
    places = {attributes["id"] for _, attributes in outline.elements if "id" in attributes}
    for link in outline.all("a"):
        href = link["href"]
        assert href[1:] in places if href.startswith("#") else href in names, href
    for image in outline.all("img"):
        assert "src" not in image or image["src"] in names


def test_the_policy_names_exactly_the_style_and_script_inside(page):
    outline = Outline(page)
    policy = next(m["content"] for m in outline.all("meta") if m.get("http-equiv") == "Content-Security-Policy")
    for tag in ("style", "script"):
        [body] = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert "img-src 'self' data:" in policy
    assert "unsafe" not in policy
    assert not [attributes for _, attributes in outline.elements if "style" in attributes]
    assert not [name for _, attributes in outline.elements for name in attributes if name.startswith("on")]


def test_the_whole_walk_is_there(page):
    """From the figure to the rule, the finding, the annotation, the picture and the digest."""
    text = Outline(page).text
    rule = parse_indicator_set(resource("indicators", "guoban-2019-19.json").read_text(encoding="utf-8"), file="x").rule("D20/3")
    for words in ("98.8", rule.text_zh, rule.text_en, "页头未显示网站名称", "页头无名称", "检查员 甲", "2021-06-30"):
        assert words in text, words
    assert 'href="#F000000000001"' in page
    assert 'src="data/pictures/F000000000001-1.png"' in page
    assert len(re.findall(r'<code class="digest">[0-9a-f]{64}</code>', page)) == 17  # 8 items each of 2 captures, and the head


def test_places_and_notes_carry_the_numbers_of_the_picture(page):
    article = page[page.index('id="F000000000001"'):page.index('id="F000000000002"')]
    assert "<i>1</i>页头无名称" in article
    assert "<i>2</i><a" in article


def test_many_places_are_folded_and_beyond_a_bound_counted(maker, write):
    content = maker.content()
    crowd = replace(content.findings[1], places=content.findings[1].places * 60)
    with zipfile.ZipFile(write(replace(content, findings=[content.findings[0], crowd, content.findings[2]]))) as package:
        html = package.read("index.html").decode()
    article = html[html.index('id="F000000000002"'):html.index('id="F000000000003"')]
    assert article.count("<li>") == 100
    assert article.index("<details") > article.index("<li>")
    assert "其余 95 处" in article
    assert "另有 20 处,见 data/findings.json" in article


def test_points_that_do_not_count_stand_in_brackets(page):
    assert ">(−0.2)<" in page
    assert ">−1<" in page


def test_hostile_text_stays_text(maker, write):
    with zipfile.ZipFile(write(maker.content(hostile=HOSTILE))) as package:
        html = package.read("index.html").decode()
    outline = Outline(html)
    assert len(outline.all("script")) == 1
    assert not [image for image in outline.all("img") if image.get("src") == "x"]
    assert "{{ 7*7 }}" in outline.text
    assert "\u202e" not in html
    assert "⟨U+202E⟩" in outline.text
    assert "⟨U+0007⟩" in outline.text
    assert len(re.findall("<script", html)) == 1


def test_no_address_of_an_inspected_site_is_a_link(page):
    assert not re.search(r'(?:href|src|action)="(?:https?:|//|javascript:)', page)


@pytest.mark.parametrize("damage", [b"", b"{}", b"not json", b"[" * 5000])
def test_evidence_that_cannot_be_decoded_does_not_stop_the_package(maker, write, damage):
    """Layout, facts and picture of a capture may be odd; the package still has to be written."""
    content = maker.content()
    first = content.captures[0]
    odd = hashlib.sha256(damage).hexdigest()
    maker.blobs[odd] = damage
    evidence = tuple(
        replace(item, sha256=odd) if item.kind.value in ("layout", "facts", "strip") else item for item in first.evidence
    )
    content = replace(content, captures=[replace(first, evidence=evidence), content.captures[1]])
    with zipfile.ZipFile(write(content)) as package:
        assert "页头未显示网站名称" in package.read("index.html").decode()
        assert package.getinfo("data/pictures/F000000000001-1.png").file_size > 100


def test_a_target_without_findings_says_so(maker):
    content = replace(maker.content(), findings=[], decisions=[], annotations=[], score_cards={})
    html = render_viewer(content, pictures=[], package="P0", files=1).decode()
    assert html.count("该对象在本包中没有问题记录") == 2
