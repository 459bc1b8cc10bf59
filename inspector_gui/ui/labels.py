"""Names that the screens give to values of the domain: states, stages, roles, outcomes, amounts of time and bytes.

Each function looks the name up when it is called, so that it follows the language in force.
"""

from __future__ import annotations

import datetime as dt
import re

from PySide6.QtCore import QCoreApplication

from inspector_gui.app.views import CaptureView, Category, FindingDetail, IndicatorGroup
from inspector_gui.domain.captures import Fitness, Outcome, PageRole
from inspector_gui.domain.findings import FindingState
from inspector_gui.domain.targets import TargetClass
from inspector_gui.errors import user_language

translate = QCoreApplication.translate


def finding_state(state: FindingState) -> tuple[str, str]:
    """(name, tone) of a finding's state."""
    return {
        FindingState.SUSPECTED: (translate("Labels", "疑似"), "amber"),
        FindingState.CONFIRMED: (translate("Labels", "已确认"), "red"),
        FindingState.DISMISSED: (translate("Labels", "已排除"), "neutral"),
        FindingState.PENDING: (translate("Labels", "待定"), "blue"),
    }[state]


def rule_state(state: str) -> tuple[str, str]:
    """(name, tone) of the state of an indicator or rule."""
    return {
        "unchecked": (translate("Labels", "未检查"), "neutral"),
        "passed": (translate("Labels", "通过"), "green"),
        "suspected": (translate("Labels", "疑似"), "amber"),
        "confirmed": (translate("Labels", "已确认"), "red"),
        "pending": (translate("Labels", "待定"), "blue"),
        "not_applicable": (translate("Labels", "不适用"), "neutral"),
    }.get(state, (state, "neutral"))


def patrol_state(state: str) -> tuple[str, str]:
    """(name, tone) of a target in the patrol table."""
    return {
        "queued": (translate("Labels", "排队"), "neutral"),
        "running": (translate("Labels", "巡检中"), "amber"),
        "paused": (translate("Labels", "已暂停"), "blue"),
        "interrupted": (translate("Labels", "已中断"), "amber"),
        "done": (translate("Labels", "完成"), "green"),
        "failed": (translate("Labels", "失败"), "red"),
    }.get(state, (state, "neutral"))


def stage(value: str) -> str:
    """Name of a patrol stage; what comes next when nothing has been done."""
    return {
        "": translate("Labels", "未巡检"),
        "queued": translate("Labels", "等待开始"),
        "columns": translate("Labels", "抓取栏目"),
        "articles": translate("Labels", "抓取文章"),
        "links": translate("Labels", "测试链接"),
        "checks": translate("Labels", "自动检查"),
        "done": translate("Labels", "检查完成"),
        "failed": translate("Labels", "未能完成"),
        "已暂停": translate("Labels", "已暂停"),
    }.get(value, value)


def verdict(value: str) -> tuple[str, str]:
    """(name, tone) of a verdict."""
    return {
        "qualified": (translate("Labels", "合格"), "green"),
        "unqualified": (translate("Labels", "不合格"), "red"),
        "undecided": (translate("Labels", "未定"), "amber"),
    }.get(value, (value, "neutral"))


def target_class(value: TargetClass) -> str:
    return {
        TargetClass.PORTAL: translate("Labels", "政府门户"),
        TargetClass.DEPARTMENT: translate("Labels", "部门网站"),
        TargetClass.SPECIAL: translate("Labels", "专项网站"),
        TargetClass.WEIBO: translate("Labels", "微博"),
        TargetClass.WECHAT: translate("Labels", "微信"),
        TargetClass.APP: translate("Labels", "移动客户端"),
        TargetClass.OTHER_MEDIA: translate("Labels", "其他新媒体"),
    }[value]


def page_role(role: PageRole) -> str:
    return {
        PageRole.HOME: translate("Labels", "首页"),
        PageRole.COLUMN: translate("Labels", "栏目"),
        PageRole.ARTICLE: translate("Labels", "文章"),
        PageRole.OTHER: translate("Labels", "其他页面"),
    }[role]


def page_title(role: PageRole, title: str, url: str, *, site: str = "") -> str:
    """What a small picture is called: the role of the home page, the first part of other titles that is not the site."""
    parts = [part.strip() for part in re.split(r"[-_|–—]", title)]
    first = next((part for part in parts if part and part != site), "")
    return page_role(role) if role is PageRole.HOME else first or page_path(url)


def outcome(value: Outcome) -> str:
    return {
        Outcome.COMPLETE: translate("Labels", "完整抓取"),
        Outcome.PARTIAL: translate("Labels", "部分抓取"),
        Outcome.NO_SCRIPT: translate("Labels", "关闭脚本后抓取"),
        Outcome.NOT_A_PAGE: translate("Labels", "不是网页"),
        Outcome.NET_ERROR: translate("Labels", "网络错误"),
        Outcome.TLS_ERROR: translate("Labels", "证书或加密错误"),
        Outcome.REDIRECT_LOOP: translate("Labels", "循环跳转"),
        Outcome.TIMEOUT: translate("Labels", "超时无响应"),
        Outcome.CRASHED: translate("Labels", "页面使浏览器崩溃"),
        Outcome.REFUSED: translate("Labels", "不予打开的地址"),
    }[value]


def fitness(value: Fitness) -> tuple[str, str]:
    """(name, tone) of a capture's fitness."""
    return {
        Fitness.FIT: (translate("Labels", "可判定"), "green"),
        Fitness.BLANK: (translate("Labels", "空白页"), "red"),
        Fitness.LOADING: (translate("Labels", "未加载完"), "amber"),
        Fitness.CHALLENGE: (translate("Labels", "验证页"), "amber"),
        Fitness.ERROR_PAGE: (translate("Labels", "错误页"), "red"),
        Fitness.MISMATCH: (translate("Labels", "图文不符"), "red"),
        Fitness.NO_PAGE: (translate("Labels", "无画面"), "red"),
    }[value]


def event_kind(kind: str) -> tuple[str, str]:
    """(name, tone) of a patrol event."""
    return {
        "captured": (translate("Labels", "快照"), "green"),
        "unfit": (translate("Labels", "不可判定"), "amber"),
        "link": (translate("Labels", "链接"), "neutral"),
        "checked": (translate("Labels", "检查"), "blue"),
        "stage": (translate("Labels", "阶段"), "neutral"),
        "warning": (translate("Labels", "注意"), "amber"),
        "error": (translate("Labels", "错误"), "red"),
    }.get(kind, (kind, "neutral"))


def evidence_kind(kind: str) -> str:
    return {
        "strip": translate("Labels", "截图"),
        "overview": translate("Labels", "缩略图"),
        "layout": translate("Labels", "版面"),
        "html": "HTML",
        "response": translate("Labels", "响应原文"),
        "har": "HAR",
        "facts": translate("Labels", "抓取事实"),
        "file": translate("Labels", "文件"),
    }.get(kind, kind)


def problem_kind(kind: str) -> str:
    """What kind of damage `verify` names."""
    return {
        "changed": translate("Labels", "被改动"),
        "missing": translate("Labels", "缺失"),
        "added": translate("Labels", "多出"),
        "chain": translate("Labels", "证据链断裂"),
        "signature": translate("Labels", "签名不符"),
        "structure": translate("Labels", "结构错误"),
    }.get(kind, kind)


def history_label(text: str) -> str:
    """What undo or redo would do, in the language in force (the use-case names it in Chinese)."""
    return {
        "确认问题": translate("Labels", "确认问题"),
        "排除问题": translate("Labels", "排除问题"),
        "列为待定": translate("Labels", "列为待定"),
        "恢复疑似": translate("Labels", "恢复疑似"),
        "绘制标注": translate("Labels", "绘制标注"),
        "修改标注": translate("Labels", "修改标注"),
        "删除标注": translate("Labels", "删除标注"),
    }.get(text, text)


def points(text: str) -> str:
    """What a finding costs; the veto word in the language in force."""
    return translate("Labels", "否决") if text == "否决" else text


def rule_book_category(name: str) -> str:
    """A category of 国办秘函〔2019〕19号 in the language in force; categories of other rule books as they are."""
    return {
        "单项否决": translate("Labels", "单项否决"),
        "单项否决-政府网站": translate("Labels", "单项否决-政府网站"),
        "单项否决-政务新媒体": translate("Labels", "单项否决-政务新媒体"),
        "发布解读": translate("Labels", "发布解读"),
        "办事服务": translate("Labels", "办事服务"),
        "互动交流": translate("Labels", "互动交流"),
        "功能设计": translate("Labels", "功能设计"),
        "信息发布": translate("Labels", "信息发布"),
        "创新发展": translate("Labels", "创新发展"),
    }.get(name, name)


def group_name(group: IndicatorGroup) -> str:
    return group.name_en if user_language() == "en" and group.name_en else group.name


def indicator_name(detail: FindingDetail) -> str:
    return detail.indicator_name_en if user_language() == "en" and detail.indicator_name_en else detail.indicator_name


def rule_text(detail: FindingDetail) -> str:
    return detail.rule_text_en if user_language() == "en" and detail.rule_text_en else detail.rule_text


def category_name(category: Category) -> str:
    return category.name_en if user_language() == "en" and category.name_en else category.name


def capture_sum(capture: CaptureView) -> str:
    """One digest for the whole picture: that of its first strip, or of the first attachment."""
    if capture.strips:
        return capture.strips[0].sha256
    return capture.attachments[0].sha256 if capture.attachments else ""


def byte_size(size: int) -> str:
    """``6.2 GB``: decimal units, as disks are sold and as file managers count them."""
    value = float(size)
    for unit in ("B", "kB", "MB", "GB"):
        if value < 1000:
            return f"{value:.0f} {unit}" if unit in ("B", "kB") or value >= 100 else f"{value:.1f} {unit}"
        value /= 1000
    return f"{value:.1f} TB"


def duration(seconds: float) -> str:
    """``1 小时 51 分`` / ``1 h 51 min``; under a minute in words."""
    minutes = round(seconds / 60)
    if minutes < 1:
        return translate("Labels", "不到 1 分钟")
    if minutes < 60:
        return translate("Labels", "{m} 分钟").format(m=minutes)
    if minutes < 48 * 60:
        return translate("Labels", "{h} 小时 {m} 分").format(h=minutes // 60, m=minutes % 60)
    return translate("Labels", "{d} 天 {h} 小时").format(d=minutes // 1440, h=minutes % 1440 // 60)


def count(number: int) -> str:
    """A number with thousands separated."""
    return f"{number:,}"


def local_time(stamp: str) -> str:
    """The clock time of an ISO 8601 stamp where the inspector is: ``09:41:07``."""
    return moment(stamp)[11:19] if len(stamp) >= 19 else stamp


def moment(stamp: str) -> str:
    """An ISO 8601 stamp in the time of this workstation, with its offset: ``2021-06-30 09:14:22 +08:00``."""
    try:
        local = dt.datetime.fromisoformat(stamp).astimezone()
    except ValueError:
        return stamp
    offset = local.strftime("%z")
    return f"{local:%Y-%m-%d %H:%M:%S} {offset[:3]}:{offset[3:]}"


def page_path(url: str) -> str:
    """Address without scheme and host, for places where the host is known."""
    rest = url.split("://", 1)[-1]
    slash = rest.find("/")
    return rest[slash:] if slash >= 0 else "/"


def place_of(url: str) -> str:
    """Address without the scheme."""
    return url.split("://", 1)[-1].rstrip("/")
