"""The offline viewer in a real browser, from a file, without network: nothing foreign runs, everything works."""

from __future__ import annotations

import zipfile

import pytest
from playwright.sync_api import sync_playwright

pytestmark = pytest.mark.browser

CHROMIUM = "/usr/bin/chromium-headless-shell"
ATTACKS = (
    "<script>window.pwned=1</script>", "</script><script>window.pwned=1</script>", "</style><script>window.pwned=1</script>",
    "]]><img src=http://canary.example/x onerror=window.pwned=1>", "<svg onload=window.pwned=1>", "{{ cycler.__init__ }}",
    "<meta http-equiv=refresh content='0;url=http://canary.example/'>", "\"><base href=http://canary.example/>",
    "<iframe srcdoc='<script>parent.pwned=1</script>'>", "\u202e\u2066gnp.exe", "<!--", "javascript:window.pwned=1",
    "<link rel=stylesheet href=http://canary.example/c.css>", "<form action=http://canary.example/><button id=close>",
    "<a href='javascript:window.pwned=1'>x</a>", "\x00\x1b[2J",
)


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def opened(browser, write, maker, tmp_path):
    """Opens the viewer of a package; returns the page, requests that left the package, and complaints of the browser."""
    pages = []

    def _opened(hostile="", scheme="light"):
        with zipfile.ZipFile(write(maker.content(hostile=hostile), name=f"p{len(pages)}.zip")) as package:
            package.extractall(tmp_path / f"x{len(pages)}")
        folder = (tmp_path / f"x{len(pages)}").as_uri()
        page = browser.new_page(viewport={"width": 1366, "height": 768}, color_scheme=scheme)
        pages.append(page)
        outside, complaints = [], []
        page.on("request", lambda request: None if request.url.startswith(folder) else outside.append(request.url))
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{folder}/index.html")
        return page, outside, complaints

    yield _opened
    for page in pages:
        page.close()


def shown_findings(page):
    return page.eval_on_selector_all(".finding[data-state]", "all => all.filter(f => f.offsetParent).map(f => f.id)")


def test_no_script_runs_and_no_request_leaves(opened):
    page, outside, complaints = opened("".join(ATTACKS))
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.pwned") is None
    assert outside == []
    assert complaints == []
    assert page.url.endswith("/index.html")
    text = page.inner_text("body")
    for attack in ATTACKS[:8]:
        assert attack in text
    assert page.locator("script").count() == 1
    assert page.locator("iframe, svg, base, form, link, meta[http-equiv=refresh]").count() == 0


def test_pictures_load_from_the_package(opened):
    page, outside, complaints = opened()
    page.eval_on_selector_all("img[loading]", "all => all.forEach(i => i.loading = 'eager')")
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    page.wait_for_function("[...document.querySelectorAll('.picture img')].every(i => i.complete && i.naturalWidth > 0)")
    assert page.locator(".finding .picture img").count() == 4
    assert (outside, complaints) == ([], [])


def test_filters_by_target_indicator_state_and_words(opened):
    page, _, _ = opened()
    assert len(shown_findings(page)) == 3
    page.select_option("#by-target", "w-2")
    assert shown_findings(page) == ["F000000000003"]
    page.select_option("#by-target", "")
    page.select_option("#by-indicator", "D22")
    assert shown_findings(page) == ["F000000000002"]
    page.select_option("#by-indicator", "")
    page.locator(".chip.confirmed").click()
    assert shown_findings(page) == ["F000000000002", "F000000000003"]
    page.fill("#search", "打不开")
    assert shown_findings(page) == ["F000000000002"]
    assert "1 / 3" in page.inner_text("#shown")


def test_a_trace_line_leads_to_its_finding_also_when_filtered_away(opened):
    page, _, _ = opened()
    page.select_option("#by-indicator", "D22")
    page.click(".trace a[href='#F000000000001']")
    assert "F000000000001" in shown_findings(page)
    assert page.evaluate("document.activeElement.id") == "F000000000001"


def test_a_place_leads_to_the_folded_capture(opened):
    page, _, _ = opened()
    page.click("#F000000000001 .places a")
    assert page.locator("#c-c1").evaluate("d => d.open")
    assert page.locator("#c-c1 .digest").first.is_visible()
    assert "正文" in page.inner_text("#c-c1")


def test_language_is_switched_everywhere(opened):
    page, _, _ = opened()
    assert "监测时间点" in page.inner_text("body")
    page.click("#language")
    text = page.inner_text("body")
    assert "Monitoring point" in text
    assert "监测时间点" not in text
    assert page.inner_text("#by-target option[value='']") == "All targets"
    assert page.evaluate("document.documentElement.lang") == "en"


def test_keyboard_walks_through_findings(opened):
    page, _, _ = opened()
    for expected in ("F000000000001", "F000000000002", "F000000000003", "F000000000003"):
        page.keyboard.press("j")
        page.wait_for_function("id => document.activeElement.id === id", arg=expected)
    page.keyboard.press("k")
    page.wait_for_function("document.activeElement.id === 'F000000000002'")


def test_pictures_open_zoom_turn_and_close(opened):
    page, _, complaints = opened()
    page.locator("#F000000000001 .picture").click()
    page.wait_for_function("document.getElementById('shot').naturalWidth > 0 && document.getElementById('box').open")
    page.keyboard.press("+")
    page.keyboard.press("+")
    assert page.inner_text("#zoom") == "156 %"
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.getElementById('shot').src.includes('F000000000002')")
    page.keyboard.press("Escape")
    page.wait_for_function("!document.getElementById('box').open")
    assert complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_their_ground(opened, scheme):
    """WCAG contrast of at least 4.5 for every text colour on the ground it stands on."""
    page, _, _ = opened(scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate(CONTRAST) == []


CONTRAST = """() => {
  const channel = v => (v /= 255) <= 0.03928 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
  const light = c => 0.2126 * channel(c[0]) + 0.7152 * channel(c[1]) + 0.0722 * channel(c[2]);
  const parse = text => text.match(/[\\d.]+/g).map(Number);
  const ground = e => { for (; e; e = e.parentElement) {
    const c = parse(getComputedStyle(e).backgroundColor); if (c.length < 4 || c[3] > 0) return c; } return [255, 255, 255]; };
  const bad = new Set();
  for (const e of document.querySelectorAll("body *")) {
    const own = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
    if (!own || !e.offsetParent) continue;
    const a = light(parse(getComputedStyle(e).color)), b = light(ground(e));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) bad.add(`${e.tagName}.${e.className}: ${ratio.toFixed(2)}`);
  }
  return [...bad];
}"""


def test_nothing_runs_out_of_a_narrow_window(opened):
    page, _, _ = opened("长" * 300)
    for width in (1366, 800, 400):
        page.set_viewport_size({"width": width, "height": 768})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_it_prints_without_its_controls(opened):
    page, _, _ = opened()
    page.emulate_media(media="print")
    assert not page.locator(".side").is_visible()
    assert page.locator("#F000000000001").is_visible()


def test_without_scripts_everything_can_be_read(browser, write, tmp_path):
    with zipfile.ZipFile(write()) as package:
        package.extractall(tmp_path / "x")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{(tmp_path / 'x').as_uri()}/index.html")
    assert page.locator("#F000000000001").is_visible()
    assert not page.locator("#filters").is_visible()
    context.close()
