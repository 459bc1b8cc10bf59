"""Pages per second of a complete capture against a plain Playwright loop (`goto`, `screenshot(full_page=True)`).

Both see the same pages from the same loopback server, in turns within one run; a figure is the median over the turns.
The pages: documentation that lies in /usr/share/doc of this machine, and generated portal pages with lazy images.
"""

from __future__ import annotations

import asyncio
import functools
import io
import statistics
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from PIL import Image
from playwright.async_api import async_playwright

from inspector_gui.capture.browser import Browser
from inspector_gui.capture.discovery import discover_browser
from inspector_gui.domain.captures import Fitness, Outcome

DOCUMENTS = Path("/usr/share/doc")
WANTED = tuple(f"nodejs/api/{name}.html" for name in ("path", "timers", "os", "dns", "assert"))
GENERATED = 8
TURNS = 3
#: (complete captures at a time, plain loops at a time): like against like, and a patrol, which opens two pages of a site
#: at a time, against the loop that people write, which opens one.
AT_ONCE = ((1, 1), (2, 2), (2, 1))


class Pages(SimpleHTTPRequestHandler):
    """Files below /usr/share/doc, generated portal pages below /portal, pictures for them below /picture."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments):
        pass

    def do_GET(self):
        parts = urlsplit(self.path)
        number = int(parse_qs(parts.query).get("n", ["0"])[0])
        if parts.path == "/portal":
            self._answer(portal(number), "text/html; charset=utf-8")
        elif parts.path == "/picture":
            self._answer(picture(number), "image/jpeg")
        else:
            super().do_GET()

    def _answer(self, body, kind):
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@functools.cache
def portal(number):
    """A portal home page: header, columns of dated titles, a lazily loaded picture in each block."""
    blocks = []
    for block in range(6 + 3 * (number % 4)):
        items = "".join(
            f"<li><a href='/a/{block}/{i}'>关于做好第{number}批第{i}项政务公开工作的通知</a><span>2021-06-{i + 10}</span></li>"
            for i in range(12)
        )
        lazy = "loading='lazy' src" if block % 2 else "data-src"
        blocks.append(
            f"<section><h2>栏目{block}</h2><img {lazy}='/picture?n={block}' width=360 height=240><ul>{items}</ul></section>"
        )
    script = (
        "new IntersectionObserver((seen,o)=>seen.forEach(e=>{"
        "if(e.isIntersecting){e.target.src=e.target.dataset.src;o.unobserve(e.target)}}))"
    )
    return f"""<!doctype html><meta charset=utf-8><title>示例门户{number}</title>
    <style>body{{font:16px sans-serif;margin:0 auto;width:1200px}}
    header{{position:sticky;top:0;background:#b22;color:#fff;padding:20px}}section{{padding:20px;border-bottom:1px solid #ccc}}
    img{{float:left;margin-right:20px}}li{{display:flex;justify-content:space-between;line-height:30px}}</style>
    <header>示例市人民政府</header>{"".join(blocks)}<footer>主办单位:示例市人民政府办公室 网站标识码:0000000000</footer>
    <script>const io={script};document.querySelectorAll('[data-src]').forEach(i=>io.observe(i))</script>""".encode()


@functools.cache
def picture(number):
    buffer = io.BytesIO()
    gradient = Image.linear_gradient("L").resize((720, 480))
    Image.merge("RGB", (gradient, gradient.rotate(40 * number), gradient.rotate(90))).save(buffer, "JPEG", quality=85)
    return buffer.getvalue()


def run():
    """The figures: complete captures per second, one and two at a time, with their ratio to the plain loop."""
    # A process of its own: neither side is slowed down by serving.
    with subprocess.Popen([sys.executable, __file__, "serve"], stdout=subprocess.PIPE, text=True) as server:
        try:
            base = f"http://127.0.0.1:{int(server.stdout.readline())}/"
            real = [base + name for name in WANTED if (DOCUMENTS / name).is_file()]
            return asyncio.run(_measure(real, [f"{base}portal?n={n}" for n in range(GENERATED)]))
        finally:
            server.terminate()


def serve():
    """Serve on a free loopback port, told on standard output, until terminated."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Pages, directory=str(DOCUMENTS)))
    print(server.server_port, flush=True)
    server.serve_forever()


async def _measure(real, generated):
    install = discover_browser()
    figures = []
    async with async_playwright() as playwright, await Browser.start(install=install) as ours:
        plain = await playwright.chromium.launch(executable_path=install.path)
        context = await plain.new_context(viewport={"width": 1366, "height": 768})

        async def loop(url):
            page = await context.new_page()
            await page.goto(url)
            await page.screenshot(full_page=True)
            await page.close()

        async def record(url):
            recording = await ours.record(url)
            assert recording.outcome is Outcome.COMPLETE, recording.reason
            assert recording.fitness is Fitness.FIT, recording.reason

        for name, urls in (("documentation pages", real), ("portal pages with lazy images", generated)):
            for at_once, loops in AT_ONCE if urls else ():
                figures.append(await _figure(name, urls, at_once, loops, loop, record))
        await plain.close()
    return figures


async def _figure(name, urls, at_once, loops, loop, record):
    await _rate(urls[:1], 1, loop)
    await _rate(urls[:1], 1, record)
    plain, ours = [], []
    for _ in range(TURNS):
        plain.append(await _rate(urls, loops, loop))
        ours.append(await _rate(urls, at_once, record))
    value, reference = statistics.median(ours), statistics.median(plain)
    return {
        "name": f"complete captures of {len(urls)} {name}, {at_once} at a time",
        "value": round(value, 2),
        "unit": "pages/s",
        "reference": f"plain loop, {loops} at a time, {reference:.2f} pages/s",
        "ratio": value / reference,
    }


async def _rate(urls, at_once, visit: Callable[[str], Awaitable[None]]):
    """Pages per second with `at_once` visits under way."""
    waiting = list(urls)

    async def worker():
        while waiting:
            await visit(waiting.pop(0))

    began = time.perf_counter()
    await asyncio.gather(*(worker() for _ in range(at_once)))
    return len(urls) / (time.perf_counter() - began)


if __name__ == "__main__" and sys.argv[1:] == ["serve"]:
    serve()
