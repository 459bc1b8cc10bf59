"""A loopback server of awkward and hostile pages. `Hostile` serves while its `with` block lasts.

Host names, all led here by `specs`: ``hostile.test`` (http and, with a certificate of another name, https),
``raw.test`` (answers that are no proper HTTP), ``refused.test`` (nobody listens), ``nowhere.invalid`` is led nowhere.
"""

import asyncio
import contextlib
import functools
import io
import socket
import ssl
import threading

import trustme
from aiohttp import web
from PIL import Image

HTML = "text/html; charset=utf-8"
ROUTES = {}


def route(path):
    def keep(function):
        ROUTES[path] = function
        return function

    return keep


def html(body, *, head="", status=200, headers=None):
    text = f"<!doctype html><html><head><meta charset=utf-8><title>测试</title>{head}</head><body>{body}</body></html>"
    return web.Response(text=text, status=status, content_type="text/html", headers=headers)


@route("/ok")
async def ok(request):
    return html("<h1>一切正常</h1><p>政府信息公开</p>")


@route("/gbk")
async def gbk(request):
    page = (
        "<html><head><meta charset=gb2312><title>人民政府</title></head><body><p>朱镕基 深圳 政务公开</p></body></html>"
    )
    return web.Response(body=page.encode("gb18030") + b"<!-- \xff\xfe -->", headers={"Content-Type": "text/html"})


@functools.cache
def bands(height, each):
    parts = [f"<style>body{{margin:0}}div{{height:{each}px;font-size:0}}</style>"]
    for i in range(height // each):
        red, green, blue = band_colour(i)
        parts.append(f"<div style='background:rgb({red},{green},{blue})'>{i}</div>")
    return "".join(parts)


def band_colour(index):
    """A colour of its own for each band."""
    return (index * 7) % 256, (index * 31 + 40) % 256, index % 256


@route("/tall")
async def tall(request):
    return html(bands(int(request.query["h"]), int(request.query.get("each", 100))))


@route("/wide")
async def wide(request):
    return html("<div style='width:9000px;height:200px;background:linear-gradient(90deg,red,blue)'>宽</div>")


@route("/sticky")
async def sticky(request):
    style = (
        "<style>body{margin:0}header{position:sticky;top:0;height:60px;background:#f0f}"
        "nav{position:fixed;right:0;top:100px;width:40px;height:40px;background:#0ff}"
        ".hero{height:100vh;background:#123456}.rest{height:12000px;background:#fff}</style>"
    )
    script = (
        "<script>new IntersectionObserver(e=>{document.body.classList.toggle('pinned',!e[0].isIntersecting)})"
        ".observe(document.querySelector('.hero'));addEventListener('resize',()=>document.body.append('resized '))</script>"
    )
    return html(
        f"<header>标题</header><nav></nav><div class=hero>首屏</div><div class=rest>正文</div>{script}", head=style
    )


@route("/lazy")
async def lazy(request):
    kinds = ("loading=lazy src", "data-src", "data-src")
    pictures = "".join(
        f"<p>{i}</p><img {kinds[i % 3]}='/picture?n={i}' width=300 height=400 style='display:block'>" for i in range(30)
    )
    script = (
        "<script>const o=new IntersectionObserver(s=>s.forEach(e=>{if(e.isIntersecting)e.target.src=e.target.dataset.src}));"
        "document.querySelectorAll('[data-src]').forEach(i=>o.observe(i))</script>"
    )
    return html(pictures + script, head="<style>body{margin:0}p{margin:0;height:50px}img{background:#fff}</style>")


@route("/picture")
async def picture(request):
    buffer = io.BytesIO()
    Image.new("RGB", (30, 40), (0, 128, int(request.query["n"]) * 8)).save(buffer, "PNG")
    return web.Response(body=buffer.getvalue(), content_type="image/png")


@route("/alert-loop")
async def alert_loop(request):
    return html("<p>对话框</p><script>while(true)alert('再来一次')</script><p>后面</p>")


@route("/dialogs")
async def dialogs(request):
    script = "alert('一');confirm('二');prompt('三');onbeforeunload=e=>{e.preventDefault();return '四'}"
    return html(f"<p>看得到的正文</p><script>{script}</script>")


@route("/busy")
async def busy(request):
    return html("<p>脚本之前</p><script>while(true);</script><p>脚本之后</p>")


@route("/busy-later")
async def busy_later(request):
    return html("<p>看得到的正文</p><script>addEventListener('load',()=>setTimeout(()=>{while(true);},30))</script>")


@route("/windows")
async def windows(request):
    return html("<p>弹窗</p><script>for(let i=0;i<200;i++)window.open('/ok?'+i)</script>")


@route("/frames")
async def frames(request):
    return html("<p>外层</p><iframe src=/ok width=600 height=300></iframe><iframe src=/pdf></iframe>")


@route("/pdf")
async def pdf(request):
    return web.Response(body=b"%PDF-1.4\n" + b"x" * 5000, content_type="application/pdf")


@route("/download")
async def download(request):
    headers = {"Content-Disposition": 'attachment; filename="../../evil.exe"', "Content-Type": "text/html"}
    return web.Response(body=b"MZ" * 1000, headers=headers)


@route("/json")
async def json_(request):
    return web.json_response({"code": 0})


@route("/text")
async def text(request):
    return web.Response(text="只是文本")


@route("/endless-file")
async def endless_file(request):
    answer = web.StreamResponse(headers={"Content-Type": "application/zip"})
    await answer.prepare(request)
    with contextlib.suppress(ConnectionError):
        while True:
            await answer.write(b"z" * 65536)
    return answer


@route("/204")
async def no_content(request):
    return web.Response(status=204)


@route("/500")
async def server_error(request):
    return html("<h1>内部错误</h1>", status=500)


@route("/404")
async def not_found(request):
    return html("<h1>您访问的页面不存在</h1>", status=404)


@route("/404-empty")
async def not_found_empty(request):
    return web.Response(status=404, body=b"", headers={"Content-Type": "text/html"})


@route("/basic")
async def basic(request):
    return html("<p>需要口令</p>", status=401, headers={"WWW-Authenticate": 'Basic realm="x"'})


@route("/verify")
async def verify(request):
    return html("<h3>安全验证</h3><p>请完成验证后继续访问</p>")


@route("/blank")
async def blank(request):
    return html("")


@route("/spinner")
async def spinner(request):
    return html("<div>加载中...</div>")


@route("/late")
async def late(request):
    script = "setTimeout(()=>{document.body.innerHTML='<h1>终于来了</h1><p>'+'内容'.repeat(60)+'</p>'},1500)"
    return html(f"<div>加载中...</div><script>{script}</script>")


@route("/never")
async def never(request):
    answer = web.StreamResponse(headers={"Content-Type": HTML})
    await answer.prepare(request)
    await answer.write(b"<!doctype html><title>never</title><p>" + "没有写完的正文。".encode() * 200)
    await asyncio.sleep(600)
    return answer


@route("/hang")
async def hang(request):
    await asyncio.sleep(600)


@route("/never-image")
async def never_image(request):
    return html("<p>看得到的正文</p><img src=/hang width=100 height=100>")


@route("/redirect")
async def redirect(request):
    raise web.HTTPFound("/redirect2")


@route("/redirect2")
async def redirect2(request):
    raise web.HTTPMovedPermanently("/ok")


@route("/loop")
async def loop(request):
    raise web.HTTPFound("/loop?" + request.query_string + "x")


@route("/to-file")
async def to_file(request):
    raise web.HTTPFound("file:///etc/passwd")


@route("/meta")
async def meta(request):
    return html("<p>跳转</p>", head="<meta http-equiv=refresh content='0;url=/ok'>")


@route("/script-move")
async def script_move(request):
    return html("<script>location.href='/ok'</script>")


@route("/move-later")
async def move_later(request):
    return html("<p>首页动画</p><script>setTimeout(()=>{location.href='/late'},1200)</script>")


@route("/fetched")
async def fetched(request):
    script = (
        "setTimeout(()=>fetch('/slow-json').then(r=>r.json()).then(d=>setTimeout(()=>{"
        "document.querySelector('ul').innerHTML='<li>'+d.title+'</li>'},500)),700)"
    )
    return html(f"<h1>栏目</h1><ul></ul><script>{script}</script>")


@route("/slow-json")
async def slow_json(request):
    await asyncio.sleep(0.4)
    return web.json_response({"title": "异步取来的标题"})


@route("/debounced")
async def debounced(request):
    pictures = "".join(f"<img data-src='/picture?n={i}' width=300 height=600 style='display:block'>" for i in range(20))
    script = (
        "let t;function show(){document.querySelectorAll('[data-src]').forEach(i=>{const r=i.getBoundingClientRect();"
        "if(r.top<innerHeight&&r.bottom>0)i.src=i.dataset.src})}"
        "addEventListener('scroll',()=>{clearTimeout(t);t=setTimeout(show,120)});show()"
    )
    return html(f"{pictures}<script>{script}</script>", head="<style>body{margin:0}</style>")


@route("/streams")
async def streams(request):
    return html(
        "<p>一直连着的页面</p><script>new EventSource('/events');fetch('/hang');"
        "setTimeout(()=>document.body.append('一秒后的内容'),1000)</script>"
    )


@route("/events")
async def events(request):
    answer = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
    await answer.prepare(request)
    with contextlib.suppress(ConnectionError):
        while True:
            await answer.write(b"data: 1\n\n")
            await asyncio.sleep(0.2)
    return answer


@route("/reload")
async def reload_(request):
    return html("<p>不停刷新</p><script>setTimeout(()=>location.reload(),50)</script>")


@route("/grows")
async def grows(request):
    script = (
        "addEventListener('scroll',()=>{const d=document.createElement('div');"
        "d.style.height='3000px';document.body.append(d)})"
    )
    return html(f"<div style='height:3000px'>无限滚动</div><script>{script}</script>")


@route("/poison")
async def poison(request):
    script = (
        "JSON.stringify=()=>'x';Array.prototype.filter=()=>[];Promise=null;setTimeout=()=>{};performance.now=()=>0;"
        "requestAnimationFrame=()=>{};Object.defineProperty(document,'title',{get:()=>'假标题'});"
        "Object.defineProperty(document,'images',{get:()=>{throw 1}})"
    )
    return html(f"<div style='height:5000px'>真正的内容</div><script>{script}</script>")


@route("/console")
async def console(request):
    return html("<p>控制台</p><script>for(let i=0;i<20000;i++)console.log('消息'+i);undefinedFunction()</script>")


@route("/big")
async def big(request):
    answer = web.StreamResponse(headers={"Content-Type": HTML})
    await answer.prepare(request)
    await answer.write(b"<!doctype html><p>")
    with contextlib.suppress(ConnectionError):
        for _ in range(400):
            await answer.write(b"<!-- " + b"x" * 100_000 + b" -->")
    return answer


@route("/memory")
async def memory(request):
    return html("<p>内存</p><script>const a=[];for(;;)a.push(new Uint8Array(5e6).fill(1))</script>")


@route("/deep")
async def deep(request):
    return html("<div>" * 200_000)


RAW = {
    "/empty": b"",
    "/garbage": b"SSH-2.0-OpenSSH_9.2\r\n",
    "/short": b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n<p>half",
    "/cut-off": b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: 50000\r\n\r\n<!doctype html><body>"
    + "<p>传了一半的正文</p>".encode() * 300,
    "/bad-header": b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nBad\x01Header\x7f: \xff\r\n: nameless\r\n\r\n<p>body",
    "/gb-location": b"HTTP/1.1 302 Found\r\nLocation: http://hostile.test/ok?" + "政务".encode("gb18030") + b"\r\n\r\n",
}


async def answer_raw(reader, writer):
    """Answers with the bytes of `RAW` and closes; ``/reset`` resets, ``/headers`` sends headers for ever."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
        path = head.split()[1].decode().split("?")[0]
        if path == "/reset":
            writer.transport.get_extra_info("socket").setsockopt(
                socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0"
            )
            writer.transport.abort()
            return
        if path == "/headers":
            writer.write(b"HTTP/1.1 200 OK\r\n")
            while True:
                writer.write(b"X-More: yes\r\n")
                await writer.drain()
                await asyncio.sleep(0.2)
        writer.write(RAW.get(path, b""))
        await writer.drain()
    except (OSError, asyncio.IncompleteReadError):
        pass
    finally:
        writer.close()


class Hostile:
    """The server on a thread and a loop of its own; every port is free to choose."""

    def __enter__(self):
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="hostile")
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(self, *error):
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()

    @property
    def specs(self):
        """How to reach it, in the form of --resolve."""
        return (
            f"hostile.test:80:127.0.0.1:{self.port}",
            f"hostile.test:443:127.0.0.1:{self.tls_port}",
            f"raw.test:80:127.0.0.1:{self.raw_port}",
            f"refused.test:80:127.0.0.1:{self._closed.getsockname()[1]}",
        )

    def _serve(self):
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._main())
        self._loop.close()

    async def _main(self):
        self._stop = asyncio.Event()
        application = web.Application()
        for path, handler in ROUTES.items():
            application.router.add_get(path, handler)
        runner = web.AppRunner(application, shutdown_timeout=0.1, access_log=None)
        await runner.setup()
        self.port = await self._listen(runner)
        self.tls_port = await self._listen(runner, certificate_for("other.test"))
        raw = await asyncio.start_server(answer_raw, "127.0.0.1", 0)
        self.raw_port = raw.sockets[0].getsockname()[1]
        self._closed = socket.socket()
        self._closed.bind(("127.0.0.1", 0))  # bound and never listening: whoever connects is refused
        self._ready.set()
        await self._stop.wait()
        raw.close()
        self._closed.close()
        await runner.cleanup()
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()
        await asyncio.sleep(0.05)

    async def _listen(self, runner, context=None):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        await web.TCPSite(runner, "127.0.0.1", port, ssl_context=context).start()
        return port


def certificate_for(name):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert(name).configure_cert(context)
    return context
