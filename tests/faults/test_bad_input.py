"""What sites, registers, disks and operators do wrong, through the real command line: a recorded outcome or one sentence."""

import asyncio
import json
import os
import re
import signal
import socket
import ssl
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import trustme
from aiohttp import web

from inspector_gui.app.patrol_settings import PatrolSettings, event_from_line
from inspector_gui.app.session import find_round, open_session
from inspector_gui.domain.captures import EvidenceKind
from inspector_gui.store.locks import PatrolLock

ROOT = Path(__file__).resolve().parents[2]
FOOT = "<footer>主办:示例单位 网站标识码1100000001 京ICP备1号</footer>"


def html(body, *, title="示例网站", head=""):
    text = (
        f"<!doctype html><html><head><meta charset=utf-8><title>{title}</title>{head}</head><body>{body}</body></html>"
    )
    return web.Response(text=text, content_type="text/html")


async def good(request):
    return html(f"<h1>正常的网站</h1><p>{'政府信息公开' * 30}</p>{FOOT}")


async def nine_pages(request):
    columns = "".join(f"<li><a href=/c{n}>第 {n} 个栏目</a></li>" for n in range(8))
    noise = "".join(f"<i style='color:#{n * 4099 % 4096:03x}'>{n}字</i> " for n in range(300))
    return html(f"<h1>栏目很多的网站 {request.path}</h1><nav><ul>{columns}</ul></nav><p>{noise}</p>{FOOT}")


async def loop(request):
    raise web.HTTPFound(f"/?{request.query_string}x")


async def hang(request):
    await asyncio.sleep(600)


async def never(request):
    answer = web.StreamResponse(headers={"Content-Type": "text/html; charset=utf-8"})
    await answer.prepare(request)
    await answer.write(b"<!doctype html><title>never</title><p>" + "没有写完的正文。".encode() * 200)
    await asyncio.sleep(600)
    return answer


async def alerts(request):
    return html("<p>看得到的正文</p><script>while(true)alert('再来一次')</script>")


async def download(request):
    headers = {"Content-Disposition": 'attachment; filename="../../evil.exe"', "Content-Type": "text/html"}
    return web.Response(body=b"MZ" * 1000, headers=headers)


async def pdf(request):
    return web.Response(body=b"%PDF-1.4\n" + b"x" * 5000, content_type="application/pdf")


async def data(request):
    return web.json_response({"code": 0})


async def gbk(request):
    head = "<head><meta charset=gb2312><title>人民政府</title></head>"
    page = f"<html>{head}<body><p>朱镕基 深圳 {'政务公开' * 20}</p></body></html>"
    return web.Response(body=page.encode("gb18030"), headers={"Content-Type": "text/html"})


async def tall(request):
    bands = "".join(f"<p>第 {n} 段</p>" for n in range(600))
    return html(bands, head="<style>body{margin:0}p{margin:0;height:100px}</style>")


#: host → (page, outcome, fitness, a part of the reason, stage in the end)
SITES = {
    "good.test": (good, "complete", "fit", "", "done"),
    "gbk.test": (gbk, "complete", "fit", "", "done"),
    "tall.test": (tall, "complete", "fit", "", "done"),
    "alerts.test": (alerts, "partial", "fit", "对话框", "done"),
    "never.test": (never, "partial", "fit", "没有传完", "done"),
    "hang.test": (hang, "timeout", "no_page", "没有收到应答", "failed"),
    "loop.test": (loop, "redirect_loop", "no_page", "循环", "failed"),
    "download.test": (download, "not_a_page", "no_page", "下载文件", "failed"),
    "pdf.test": (pdf, "not_a_page", "no_page", "application/pdf", "failed"),
    "json.test": (data, "not_a_page", "no_page", "application/json", "failed"),
    "tls.test": (good, "tls_error", "no_page", "证书", "failed"),
    "refused.test": (None, "net_error", "no_page", "拒绝连接", "failed"),
    "nowhere.invalid": (None, "net_error", "no_page", "无法解析", "failed"),
}


class Sites:
    """Serves `SITES` by host name on a thread of its own while its `with` block lasts."""

    def __enter__(self):
        self._loop, self._ready = asyncio.new_event_loop(), threading.Event()
        self._thread = threading.Thread(target=self._serve, name="sites")
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(self, *error):
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()

    @property
    def resolve(self):
        """The options that lead the names here."""
        ports = {host: (80, self.port) for host, site in SITES.items() if site[0]}
        ports |= {"many.test": (80, self.port), "tls.test": (443, self.tls_port)}
        ports["refused.test"] = (80, self._closed.getsockname()[1])
        return [word for host, (a, b) in ports.items() for word in ("--resolve", f"{host}:{a}:127.0.0.1:{b}")]

    async def _answer(self, request):
        host = request.host.split(":")[0]
        return await (nine_pages if host == "many.test" else SITES[host][0])(request)

    def _serve(self):
        self._loop.run_until_complete(self._main())
        self._loop.close()

    async def _main(self):
        self._stop = asyncio.Event()
        application = web.Application()
        application.router.add_get("/{path:.*}", self._answer)
        runner = web.AppRunner(application, shutdown_timeout=0.1, access_log=None)
        await runner.setup()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        trustme.CA().issue_cert("other.test").configure_cert(context)
        self.port, self.tls_port = await listen(runner), await listen(runner, context)
        self._closed = socket.socket()
        self._closed.bind(("127.0.0.1", 0))  # bound and never listening: whoever connects is refused
        self._ready.set()
        await self._stop.wait()
        self._closed.close()
        await runner.cleanup()
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()
        await asyncio.sleep(0.05)


async def listen(runner, context=None):
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    await web.SockSite(runner, listening, ssl_context=context).start()
    return listening.getsockname()[1]


def command(*arguments, status=0, data=True, environment=None):
    """Run ``inspector-gui`` as a user would; the answer of ``--json``, or (`data` false) what it said on standard error."""
    done = subprocess.run(
        [sys.executable, "-m", "inspector_gui", *map(str, arguments), *(["--json"] if data else [])],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
        env={**os.environ, **(environment or {})},
    )
    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode == status, done.stderr
    return json.loads(done.stdout) if data else done.stderr


def refusal(*arguments):
    """The sentence with which a command is refused: exactly one line, in Chinese, and nothing on standard output."""
    said = command(*arguments, status=2, data=False)
    assert said.count("\n") == 1, said
    assert re.search(r"[\u4e00-\u9fff].*。\n$", said), said
    return said


def new_archive(folder, addresses):
    """An archive with a round of these sites, made by the command line."""
    path = folder / "a.inspection"
    command("new", path, "--name", "测试")
    command("round", path, "--name", "2021Q2", "--as-of", "2021-06-30")
    register = folder / "register.csv"
    rows = [f"{host.split('.')[0]} 网站,{scheme}://{host}/" for scheme, host in addresses]
    register.write_text("\n".join(["网站名称,首页网址", *rows]), encoding="utf-8")
    assert command("import", path, "websites", register)["added"] == len(rows)
    return path


@pytest.fixture(scope="module")
def sites():
    with Sites() as server:
        yield server


QUICK = ("--retest-after", "0", "--max-pages", "12")


@pytest.fixture(scope="module")
def patrolled(sites, tmp_path_factory):
    """(archive, answer of the patrol, what it said meanwhile) after one patrol of all these sites."""
    schemes = [("https" if host == "tls.test" else "http", host) for host in SITES]
    path = new_archive(tmp_path_factory.mktemp("hostile"), schemes)
    arguments = ["patrol", path, *QUICK, "--concurrency", "8", *sites.resolve, "--json"]
    done = subprocess.run(
        [sys.executable, "-m", "inspector_gui", *map(str, arguments)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return path, json.loads(done.stdout), done.stderr


@pytest.fixture
def many(sites, tmp_path):
    """An archive with one site of nine quick pages, not patrolled yet."""
    return new_archive(tmp_path, [("http", "many.test")])


def stored(path):
    """(host → its captures in order, states of the queue)"""
    with open_session(path) as session:
        round_id = find_round(session).id
        targets = session.archive.targets.of_round(round_id)
        captures = {t.host: session.archive.captures.of_target(round_id, t.id) for t in targets}
        return captures, [q.state for t in targets for q in session.archive.queue.of_target(round_id, t.id)]


@pytest.mark.browser
def test_every_awkward_site_ends_in_its_recorded_outcome_and_leaves_the_others_alone(patrolled):
    path, answer, _ = patrolled
    captures, states = stored(path)
    assert set(states) <= {"done", "failed"}
    for host, (_, outcome, fitness, reason, _) in SITES.items():
        last = captures[host][-1]
        assert (last.outcome, last.fitness) == (outcome, fitness), (host, last.reason)
        assert reason in last.reason, host
        assert last.is_fit == bool(last.strips), host
        assert last.first(EvidenceKind.FACTS) is not None, host
    hosts = {captures[host][-1].target_id: host for host in captures}
    assert {hosts[r["target"]]: r["stage"] for r in answer["targets"]} == {h: site[4] for h, site in SITES.items()}
    assert all(SITES[hosts[r["target"]]][3] in r["reason"] for r in answer["targets"] if r["stage"] == "failed")


@pytest.mark.browser
def test_what_may_be_over_in_a_moment_is_tried_twice_and_what_stays_once(patrolled):
    tries = {host: len(captures) for host, captures in stored(patrolled[0])[0].items()}
    again = {"hang.test", "loop.test", "tls.test", "refused.test", "nowhere.invalid"}
    assert tries == {host: 2 if host in again else 1 for host in SITES}


@pytest.mark.browser
def test_a_tall_page_is_pictured_whole_and_a_gbk_page_is_read_as_gbk(patrolled):
    path, _, _ = patrolled
    captures, _ = stored(path)
    tall_page, gbk_page = captures["tall.test"][-1], captures["gbk.test"][-1]
    assert tall_page.height == sum(strip.height for strip in tall_page.strips) == 60_000
    with open_session(path) as session:
        rendered = session.archive.evidence.read(gbk_page.round_id, gbk_page.first(EvidenceKind.HTML).sha256).decode()
    assert gbk_page.title == "人民政府"
    assert "朱镕基 深圳" in rendered


@pytest.mark.browser
def test_a_site_that_could_not_be_judged_has_no_fault_and_has_passed_nothing(patrolled):
    path, answer, _ = patrolled
    failed = {row["target"] for row in answer["targets"] if row["stage"] == "failed"}
    assert not failed & {finding["target"] for finding in command("findings", path)}
    cards = {card["target"]: card for card in command("score", path)}
    assert len(cards) == len(SITES)
    for target in failed:
        assert cards[target]["verdict"] == "undecided"
        assert {line["state"] for line in cards[target]["indicators"]} == {"unchecked"}
        assert (cards[target]["range"]["low"], cards[target]["range"]["high"]) == (0, 130)


@pytest.mark.browser
def test_the_hostile_round_verifies_and_its_package_too(patrolled, tmp_path):
    path, _, _ = patrolled
    assert command("verify", path) | {"facts": {}} == {"intact": True, "facts": {}, "notes": [], "problems": []}
    command("package", path, "--out", tmp_path / "p.zip")
    assert command("verify", tmp_path / "p.zip")["problems"] == []


@pytest.mark.browser
def test_progress_speaks_chinese_and_never_of_paths_or_of_the_driver(patrolled):
    path, _, said = patrolled
    assert "Traceback" not in said
    for line in said.splitlines():
        assert re.search(r"^\d\d:\d\d:\d\d .*[\u4e00-\u9fff]", line), line
        assert not re.search(r"playwright|Call log|Protocol error|columns|" + re.escape(str(path.parent)), line), line


@pytest.mark.browser
def test_a_finished_round_says_so_and_a_site_that_failed_is_tried_again(patrolled, sites):
    path, _, _ = patrolled
    before = len(stored(path)[0]["refused.test"])
    done = subprocess.run(
        [sys.executable, "-m", "inspector_gui", "patrol", str(path), *QUICK, "--target", "gbk.test"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "此前已巡检完成" in done.stdout
    command("patrol", path, *QUICK, "--target", "refused.test", *sites.resolve)
    after, states = stored(path)
    assert len(after["refused.test"]) == before + 1
    assert len(after["gbk.test"]) == 1
    assert "pending" not in states


@pytest.mark.browser
def test_the_worker_writes_nothing_but_events_to_its_output(sites, tmp_path):
    path = new_archive(tmp_path, [("http", "refused.test"), ("http", "pdf.test")])
    with open_session(path) as session:
        settings = PatrolSettings(find_round(session).id, retest_minutes=0, resolve=tuple(sites.resolve[1::2]))
    worker = subprocess.Popen(
        [sys.executable, "-m", "inspector_gui", "capture-worker", str(path), settings.to_json()],
        stdin=subprocess.PIPE,  # stays open: its end would mean that the starter is gone
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    with worker:
        lines, said = worker.stdout.readlines(), worker.stderr.read()
    assert (worker.returncode, said) == (0, "")
    events = [event_from_line(line) for line in lines]
    assert None not in events
    assert {e.kind for e in events} == {"stage", "unfit", "checked"}
    assert not any(str(tmp_path) in e.text for e in events)


@pytest.mark.browser
def test_an_interrupted_patrol_ends_cleanly_and_goes_on_later(sites, many):
    process = subprocess.Popen(
        [sys.executable, "-m", "inspector_gui", "patrol", str(many), *QUICK, *sites.resolve],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        start_new_session=True,
    )
    with process:
        assert any("已入库" in line for line in process.stderr)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to everything that runs in the foreground
        out, said = process.communicate()
    assert (process.returncode, out) == (130, "")
    assert "正在停止" in said
    assert "Traceback" not in said
    captures, states = stored(many)
    assert "taken" not in states
    assert "pending" in states, "the interrupt came too late to prove anything"
    assert command("verify", many)["problems"] == []
    assert command("patrol", many, *QUICK, *sites.resolve)["pages"] == 9
    assert {c.id for c in captures["many.test"]} <= {c.id for c in stored(many)[0]["many.test"]}


def test_a_second_patrol_of_the_same_round_is_refused(many):
    with open_session(many) as session:
        round_id = find_round(session).id
    with PatrolLock.take(many, round_id):
        said = refusal("patrol", many)
    assert "正在巡检" in said
    assert str(os.getpid()) in said


#: Lets databases below evidence/ grow to so many pages and no further, as on a disk that is full.
FULL_DISK = """
import sqlite3
_connect = sqlite3.connect
def connect(name, *arguments, **options):
    connection = _connect(name, *arguments, **options)
    if "/evidence/" in name:
        connection.execute("PRAGMA max_page_count=300")
    return connection
sqlite3.connect = connect
"""


@pytest.mark.browser
def test_a_full_disk_stops_the_patrol_with_one_sentence_and_loses_nothing(sites, many, tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "sitecustomize.py").write_text(FULL_DISK)
    full = {"PYTHONPATH": str(tmp_path / "full")}
    said = command("patrol", many, *QUICK, *sites.resolve, status=2, data=False, environment=full)
    assert "磁盘已满" in said.splitlines()[-1]
    assert sum("磁盘已满" in line for line in said.splitlines()) == 1
    captures, states = stored(many)
    assert len(captures["many.test"]) == said.count("已入库") == states.count("done") >= 1
    assert command("verify", many)["problems"] == []
    assert command("patrol", many, *QUICK, *sites.resolve)["pages"] == 9
    after, _ = stored(many)
    assert {c.id for c in captures["many.test"]} <= {c.id for c in after["many.test"]}
    assert command("verify", many)["problems"] == []
