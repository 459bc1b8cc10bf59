"""A hand-written stand-in for `app`: the same names, everything in memory, real scoring and real undo."""

from __future__ import annotations

import asyncio
import datetime as dt
import itertools
from collections import Counter
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

from pictures import Picture, government_page

from inspector_gui.app.changes import Changes, Topic
from inspector_gui.app.indicator_details import CheckNote, IndicatorDetail, RuleDetail
from inspector_gui.app.package_estimate import TargetContent
from inspector_gui.app.packages import ExportCancelled
from inspector_gui.app.review import read_categories
from inspector_gui.app.views import (
    ArchiveStatus,
    Attachment,
    CaptureThumb,
    CaptureView,
    DecisionView,
    FindingDetail,
    FindingRow,
    ImportSummary,
    IndicatorGroup,
    Mark,
    PackageDone,
    PatrolEvent,
    PatrolRow,
    PatrolStatus,
    PlaceView,
    ReviewQueue,
    RoundView,
    ScoreEffect,
    ScoreRow,
    SearchHit,
    TargetRow,
    VerifyLine,
    VerifySummary,
)
from inspector_gui.bundled import resource
from inspector_gui.domain.annotations import Annotation
from inspector_gui.domain.captures import Fitness, Outcome, PageRole
from inspector_gui.domain.findings import Finding, FindingState, Occurrence
from inspector_gui.domain.geometry import Box
from inspector_gui.domain.indicators import parse_indicator_set
from inspector_gui.domain.scoring import Coverage, Fault, ScoreCard, exact, score, shown
from inspector_gui.domain.targets import TargetClass, Website
from inspector_gui.errors import InvalidInput, UnknownName
from inspector_gui.ui.usecases import UseCases

ROUND = "r1"


@dataclass
class FakeCapture:
    id: str
    target_id: str
    title: str
    path: str
    role: PageRole
    picture: Picture | None
    outcome: Outcome = Outcome.COMPLETE
    fitness: Fitness = Fitness.FIT
    reason: str = ""


@dataclass
class FakePatrol:
    """A patrol that lasts until told to stop."""

    last_error: str = ""
    told: list[str] = field(default_factory=list)
    done: asyncio.Event = field(default_factory=asyncio.Event)
    status: int = 0

    async def pause(self) -> None:
        self.told.append("pause")

    async def resume(self) -> None:
        self.told.append("resume")

    async def stop(self) -> None:
        self.told.append("stop")
        self.done.set()

    async def wait(self) -> int:
        await self.done.wait()
        return self.status


class FakeApp:
    """`cases` is what the window is given. `calls` counts use-cases by name; `empty` has no target."""

    def __init__(self, *, empty: bool = False, targets: int = 8, rounds: bool = True) -> None:
        text = resource("indicators", "guoban-2019-19.json").read_text(encoding="utf-8")
        self.rules = parse_indicator_set(text, file="guoban-2019-19.json")
        self.calls: Counter[str] = Counter()
        self.has_round = rounds
        self.targets = [] if empty else [_target(n) for n in range(targets)]
        self.captures: dict[str, FakeCapture] = {}
        self.findings: dict[str, Finding] = {}
        self.decisions: dict[str, list[DecisionView]] = {}
        self.annotations: dict[str, Annotation] = {}
        self.done: list[tuple[str, object, object]] = []
        self.undone: list[tuple[str, object, object]] = []
        self.patrols: list[FakePatrol] = []
        self.problems: tuple[VerifyLine, ...] = ()
        self.recent: list[PatrolEvent] = []
        self.notes: dict[str, tuple[CheckNote, ...]] = {
            "D20/1": (CheckNote("domain_name", "review", "域名是否规范须人工核对"),)
        }
        self._ids = itertools.count(1)
        if not empty:
            self._fill()

    # -- content -----------------------------------------------------------------------------------------------------

    def _fill(self) -> None:
        site = self.targets[0].id
        home = government_page("云溪区人民政府", show_name=False)
        column = government_page("云溪区人民政府 · 政策文件", "#154c9c", height=1800)
        pages = [
            ("首页", "/", PageRole.HOME, home),
            ("动态要闻", "/xwzx/", PageRole.COLUMN, column),
            ("通知公告", "/tzgg/", PageRole.COLUMN, column),
            ("政策文件", "/zcwj/", PageRole.COLUMN, column),
            ("政策解读", "/zcjd/", PageRole.COLUMN, column),
            ("办事服务", "/bsfw/", PageRole.COLUMN, column),
            ("互动交流", "/hdjl/", PageRole.COLUMN, column),
            ("云溪区召开第三次专题会议部署重点工作", "/xwzx/3.html", PageRole.ARTICLE, column),
        ]
        for number, (title, path, role, picture) in enumerate(pages):
            self.captures[f"c{number}"] = FakeCapture(f"c{number}", site, title, path, role, picture)
        self.captures["c8"] = FakeCapture(
            "c8",
            site,
            "数据开放",
            "/sjkf/",
            PageRole.COLUMN,
            None,
            Outcome.TIMEOUT,
            Fitness.NO_PAGE,
            "30 秒内没有任何响应",
        )
        self._find(
            "D04/2",
            "“动态要闻”最近更新 2021-05-21,距监测时间点 40 天",
            [("c0", Box(80, 600, 560, 256)), ("c1", Box(80, 600, 560, 256))],
            "stale_news_column",
        )
        self._find("D09/1", "“数据开放”为空白栏目", [("c0", Box(80, 950, 1200, 200))], "blank_column")
        self._find(
            "D20/3",
            "页头区域未显示网站名称",
            [("c0", Box(0, 0, 1366, 180)), ("c5", Box(0, 0, 1366, 180))],
            "site_name_in_header",
        )
        self._find(
            "D22/1",
            "首页链接打不开:http://www.yunxi.example/zwgk/404.html(404)",
            [("c0", Box(80, 644, 560, 36))],
            "dead_links",
        )
        self._find(
            "D22/2",
            "内页链接打不开:http://www.yunxi.example/old/list.html(410)",
            [("c3", Box(80, 1256, 1200, 40))],
            "dead_links",
            state=FindingState.CONFIRMED,
        )
        self._find("D26/2", "栏目页缺少 ColumnType 标签", [(f"c{n}", None) for n in range(1, 5)], "meta_tags")
        self._find(
            "D21/1",
            "页脚未找到党政机关网站标识",
            [("c0", Box(0, 2400, 1366, 200))],
            "footer_marks",
            state=FindingState.DISMISSED,
        )
        self._find("D04/2", "“政务要闻”超过两周未更新", [], "stale_news_column", target=1)
        self._find("VW4/3", "空白栏目达到 5 个", [], "blank_column", target=2)

    def _find(
        self,
        rule: str,
        text: str,
        places: list[tuple[str, Box | None]],
        check: str,
        *,
        target: int = 0,
        state: FindingState = FindingState.SUSPECTED,
    ) -> None:
        number = next(self._ids)
        occurrences = tuple(
            Occurrence(c, f"http://www.yunxi.example{self.captures[c].path}", "", box) for c, box in places
        )
        self.findings[f"F{number}"] = Finding(
            id=f"F{number}",
            round_id=ROUND,
            target_id=self.targets[target].id,
            rule=rule,
            text=text,
            state=state,
            confidence=0.97,
            amount=Decimal(5) if rule == "VW4/3" else Decimal(1),
            cause=f"cause{number}",
            check_id=check,
            check_version="1",
            check_digest="ab" * 32,
            places=occurrences,
        )

    @property
    def cases(self) -> UseCases:
        names = UseCases.__dataclass_fields__
        return UseCases(**{name: self._counted(name) for name in names})

    def _counted(self, name: str):
        function = getattr(self, name)

        def call(*args, **kwargs):
            self.calls[name] += 1
            return function(*args, **kwargs)

        return call

    # -- session, overview, rounds -----------------------------------------------------------------------------------

    def open_session(self, path, *, actor="", window=False):
        return self

    def create_archive(self, path, *, name, actor=""):
        return self

    def close_session(self, session):
        self.closed = True

    def read_status(self, session):
        rounds = (
            (RoundView(ROUND, "2021Q2", dt.date(2021, 6, 30), "国办秘函〔2019〕19号", locked=False),)
            if self.has_round
            else ()
        )
        return ArchiveStatus("示范市政府网站检查", "/archive", "甲", 6_200_000_000, 80_000_000_000, 48_213, rounds)

    def list_targets(self, session, *, round_id):
        return [self._target_row(number, target) for number, target in enumerate(self.targets)]

    def _target_row(self, number: int, target: Website) -> TargetRow:
        states = Counter(f.state for f in self.findings.values() if f.target_id == target.id)
        return TargetRow(
            target.id,
            target.name,
            target.url,
            target.host,
            target.target_class,
            target.unit,
            target.district,
            target.site_code,
            62 if number else 9,
            states[FindingState.SUSPECTED],
            states[FindingState.CONFIRMED],
            states[FindingState.PENDING],
            states[FindingState.DISMISSED],
            ("done", "done", "links", "articles", "columns", "failed", "queued", "")[number % 8],
        )

    def search_everything(self, session, *, round_id, words, limit=30):
        hits = [SearchHit("target", t.id, t.name, t.url, t.id) for t in self.targets if words in t.name]
        return hits + [
            SearchHit("finding", f.id, f"{f.rule} {f.text}", "云溪区人民政府", f.target_id)
            for f in self.findings.values()
            if words in f.text
        ]

    def create_round(self, session, *, name, as_of, previous="", profile=""):
        self.has_round = True
        return Changes.of(Topic.ROUNDS)

    def import_websites(self, session, *, path, round_id):
        if path.suffix == ".doc":
            raise InvalidInput(what="名册", reason="不是 csv 或 xlsx", todo="请另存为 xlsx。")
        self.targets.append(_target(len(self.targets)))
        return Changes.of(Topic.TARGETS), ImportSummary(
            1, 0, 2, ("第 4 行:首页网址 “htp:/x” 无法使用。请改正后重新导入。",)
        )

    # -- review ------------------------------------------------------------------------------------------------------

    def _of(self, target_id: str) -> list[Finding]:
        return [f for f in self.findings.values() if f.target_id == target_id]

    def _row(self, finding: Finding) -> FindingRow:
        rule = self.rules.rule(finding.rule)
        points = f"−{(rule.per_item * finding.amount).normalize():f}" if rule.per_item else "否决"
        return FindingRow(
            finding.id,
            finding.rule,
            finding.indicator,
            finding.text,
            finding.state,
            points,
            len(finding.places),
            finding.check_id,
        )

    def read_review_queue(self, session, *, round_id, target_id):
        target = next(t for t in self.targets if t.id == target_id)
        card, found = self._card(target), self._of(target_id)
        groups = []
        for line in card.indicators:
            indicator = self.rules.indicator(line.indicator)
            rows = tuple(self._row(f) for f in found if f.indicator == indicator.id)
            note = "抽测 412 条链接" if line.state.value == "passed" else ""
            groups.append(
                IndicatorGroup(
                    indicator.id, indicator.name_zh, indicator.name_en, indicator.category, line.state.value, note, rows
                )
            )
        thumbs = tuple(
            CaptureThumb(
                c.id,
                c.title,
                f"http://www.yunxi.example{c.path}",
                c.role,
                c.fitness,
                c.outcome,
                c.picture.overview if c.picture else "",
            )
            for c in self.captures.values()
            if c.target_id == target_id
        )
        unchecked = sum(1 for g in groups if g.state == "unchecked")
        return ReviewQueue(
            target.id, target.name, target.url, dict(Counter(f.state for f in found)), unchecked, tuple(groups), thumbs
        )

    def read_indicator_details(self, session, *, round_id, target_id):
        target = next(t for t in self.targets if t.id == target_id)
        worst = self._card(target, {f.id for f in self._of(target.id) if f.state is FindingState.SUSPECTED})
        lost = {line.indicator: f"−{exact(line.lost)}" if line.lost else "" for line in worst.indicators}
        return tuple(
            IndicatorDetail(
                line.indicator,
                line.name_zh,
                line.name_en,
                line.state.value,
                f"−{exact(line.lost)}" if line.lost else "",
                lost[line.indicator],
                tuple(
                    RuleDetail(r.rule, r.text_zh, r.text_en, r.state.value, self.notes.get(r.rule, ()))
                    for r in line.rules
                ),
            )
            for line in self._card(target).indicators
        )

    def read_finding(self, session, *, finding_id):
        finding = self.findings[finding_id]
        indicator, rule = self.rules.indicator(finding.indicator), self.rules.rule(finding.rule)
        target = next(t for t in self.targets if t.id == finding.target_id)
        now = self._card(target)
        this = self._card(target, {finding_id})
        every = self._card(target, {f.id for f in self._of(target.id) if f.state is FindingState.SUSPECTED})
        difference = (
            ""
            if now.total is None or this.total is None or this.total == now.total
            else shown(this.total - now.total).replace("-", "−")
        )
        return FindingDetail(
            row=self._row(finding),
            indicator_name=indicator.name_zh,
            indicator_name_en=indicator.name_en,
            rule_text=rule.text_zh,
            rule_text_en=rule.text_en,
            rule_points=self._row(finding).points,
            confidence=finding.confidence,
            remedy="",
            category=finding.category,
            why=finding.why,
            check_version="1",
            check_digest=finding.check_digest,
            places=tuple(PlaceView(p.capture_id, p.url, p.text, p.box) for p in finding.places),
            decisions=tuple(self.decisions.get(finding_id, ())),
            effect=ScoreEffect(
                shown(now.total),
                shown(this.total),
                difference,
                shown(every.total),
                now.verdict.value,
                this.verdict.value,
            ),
        )

    def read_capture(self, session, *, capture_id):
        capture = self.captures[capture_id]
        picture = capture.picture
        marks = tuple(
            Mark(f.id, f.rule, f.text, f.state, p.box)
            for f in self._of(capture.target_id)
            for p in f.places
            if p.capture_id == capture_id and p.box
        )
        kinds = (
            [("strip", s.sha256, len(picture.blobs[s.sha256]), "image/png") for s in picture.strips] if picture else []
        )
        kinds += [
            ("html", "cd" * 32, 48_120, "text/html"),
            ("har", "ef" * 32, 20_480, "application/json"),
            ("facts", "12" * 32, 2_048, "application/json"),
        ]
        return CaptureView(
            id=capture.id,
            target_id=capture.target_id,
            url=f"http://www.yunxi.example{capture.path}",
            final_url=f"http://www.yunxi.example{capture.path}",
            title=capture.title,
            role=capture.role,
            taken_at="2021-06-30T09:14:22+08:00",
            status=200 if picture else 0,
            outcome=capture.outcome,
            fitness=capture.fitness,
            reason=capture.reason,
            width=picture.width if picture else 0,
            height=picture.height if picture else 0,
            scale=1.0,
            strips=picture.strips if picture else (),
            overview=picture.overview if picture else "",
            attachments=tuple(Attachment(*kind) for kind in kinds),
            annotations=tuple(a for a in self.annotations.values() if a.capture_id == capture_id),
            marks=marks,
        )

    def read_element_boxes(self, session, *, capture_id):
        picture = self.captures[capture_id].picture
        return list(picture.boxes) if picture else []

    def read_evidence(self, session, *, capture_id, sha256):
        picture = self.captures[capture_id].picture
        assert picture is not None
        return picture.blobs[sha256]

    def read_categories(self):
        return read_categories()

    def decide_finding(self, session, *, finding_id, state, why="", category=""):
        before = self.findings[finding_id]
        return self._do("finding", before, replace(before, state=state, why=why, category=category or before.category))

    def add_finding(self, session, *, round_id, target_id, rule, text, capture_id, box, category=""):
        name = f"F{next(self._ids)}"
        places = (Occurrence(capture_id, "http://www.yunxi.example/", "", box),) if capture_id else ()
        self.findings[name] = Finding(
            id=name,
            round_id=round_id,
            target_id=target_id,
            rule=rule,
            text=text,
            state=FindingState.CONFIRMED,
            cause=name,
            category=category,
            places=places,
        )
        return Changes.of(Topic.FINDINGS, target_id=target_id, finding_id=name)

    def add_annotation(self, session, *, annotation):
        return self._do("annotation", None, annotation)

    def change_annotation(self, session, *, annotation):
        return self._do("annotation", self.annotations[annotation.id], annotation)

    def remove_annotation(self, session, *, annotation_id):
        if annotation_id not in self.annotations:
            raise UnknownName(kind="标注", name=annotation_id, hint="")
        return self._do("annotation", self.annotations[annotation_id], None)

    def new_annotation_id(self):
        return f"a{next(self._ids)}"

    # -- history -----------------------------------------------------------------------------------------------------

    def _do(self, kind, before, after):
        self.done.append((kind, before, after))
        self.undone.clear()
        return self._put(kind, before, after)

    def _put(self, kind, before, after):
        if kind == "finding":
            self.findings[after.id] = after
            self.decisions.setdefault(after.id, []).append(
                DecisionView("2021-07-01T10:00:00+08:00", "甲", after.state, after.why)
            )
            return Changes.of(Topic.FINDINGS, Topic.HISTORY, target_id=after.target_id, finding_id=after.id)
        if after is None:
            del self.annotations[before.id]
        else:
            self.annotations[after.id] = after
        return Changes.of(
            Topic.ANNOTATIONS,
            Topic.HISTORY,
            capture_id=(after or before).capture_id,
            finding_id=(after or before).finding_id,
        )

    def undo(self, session):
        if not self.done:
            return Changes()
        kind, before, after = self.done.pop()
        self.undone.append((kind, before, after))
        return self._put(kind, after, before)

    def redo(self, session):
        if not self.undone:
            return Changes()
        kind, before, after = self.undone.pop()
        self.done.append((kind, before, after))
        return self._put(kind, before, after)

    def undo_label(self, session):
        return "确认问题" if self.done else ""

    def redo_label(self, session):
        return "确认问题" if self.undone else ""

    # -- scores, patrol, packages ------------------------------------------------------------------------------------

    def _card(self, target: Website, confirmed: set[str] = frozenset()) -> ScoreCard:
        faults = [
            Fault(f.id, f.rule, FindingState.CONFIRMED if f.id in confirmed else f.state, f.amount, f.cause, f.text)
            for f in self._of(target.id)
            if f.state is not FindingState.DISMISSED
        ]
        seen = {
            r: Coverage.CHECKED
            for r in (
                "D04/1",
                "D04/2",
                "D09/1",
                "D20/3",
                "D21/1",
                "D22/1",
                "D22/2",
                "D23/1",
                "D23/2",
                "D26/1",
                "D26/2",
                "VW4/3",
            )
        }
        profile = self.rules.default_profile(target.target_class)
        return score(indicator_set=self.rules, profile=profile, faults=faults, coverage=seen)

    def list_scores(self, session, *, round_id):
        rows = []
        for target in self.targets:
            card = self._card(target)
            states = [line.state.value for line in card.indicators]
            rows.append(
                ScoreRow(
                    target.id,
                    target.name,
                    target.target_class,
                    shown(card.deduct_score),
                    shown(card.bonus_score),
                    card.shown,
                    shown(card.low),
                    shown(card.high),
                    card.verdict.value,
                    states.count("unchecked"),
                    states.count("suspected"),
                )
            )
        return rows

    def read_score_card(self, session, *, round_id, target_id):
        return self._card(next(t for t in self.targets if t.id == target_id))

    def read_patrol_status(self, session, *, round_id, running=False):
        states = ("done", "done", "running", "running", "running", "failed", "queued", "queued")
        stages = ("done", "done", "links", "articles", "columns", "failed", "queued", "")
        rows = tuple(
            PatrolRow(
                t.id,
                t.name,
                t.host,
                stages[n % 8],
                (62, 62, 61, 34, 12, 3, 0, 0)[n % 8],
                62,
                self._target_row(n, t).suspected,
                states[n % 8],
                "证书过期,已留证" if states[n % 8] == "failed" else "",
            )
            for n, t in enumerate(self.targets)
        )
        done, total = sum(r.done for r in rows), sum(r.total for r in rows)
        return PatrolStatus(
            rows,
            done,
            total,
            12.6,
            6660.0 if rows else None,
            18,
            2,
            143,
            6_200_000_000,
            80_000_000_000,
            paused=False,
            running=running,
        )

    def read_recent_events(self, session, *, round_id, limit=100):
        return self.recent[:limit]

    def estimate_package(self, session, *, round_id):
        return [TargetContent(t.id, 9, 3, 2_500_000) for t in self.targets]

    async def start_patrol(self, archive_path: Path, *, round_id, resolve=(), on_event, **_):
        self.patrols.append(FakePatrol())
        self.on_event = on_event
        return self.patrols[-1]

    def export_package(self, session, *, round_id, target_ids=(), out, progress=None, cancelled=None):
        for step in range(5):
            if cancelled is not None and cancelled():
                raise ExportCancelled
            if progress is not None:
                progress(step, 5)
        out.write_bytes(b"PK")
        return PackageDone(str(out), 2, 128, "ab" * 32)

    def verify_path(self, path, *, progress=None):
        if progress is not None:
            progress(1, 2)
        facts = (("快照", "312"), ("证据", "4,116"), ("证据链", "48,213 条"), ("签名", "a5c3…91f0"))
        return VerifySummary(not self.problems, self.problems, (), facts)


def _target(number: int) -> Website:
    name = ("云溪区", "青岚区", "江左区", "海棠区", "丰泽区", "石桥区", "门山区", "望山区")[number % 8]
    host = ("yunxi", "qinglan", "jiangzuo", "haitang", "fengze", "shiqiao", "menshan", "wangshan")[number % 8]
    kind = TargetClass.PORTAL if number % 4 else TargetClass.PORTAL if number == 0 else TargetClass.DEPARTMENT
    return Website(
        f"t{number}",
        f"{name}人民政府",
        f"http://www.{host}.example/",
        kind,
        f"{name}人民政府办公室",
        name,
        "",
        f"11000000{number:02d}",
    )
