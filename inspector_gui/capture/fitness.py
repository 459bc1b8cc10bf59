"""Judges whether a recording can be judged: a pure function of its facts, its picture's statistics and its text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from inspector_gui.domain.captures import Fitness

#: A picture whose colours differ by no more than this (0–255) shows nothing.
_UNIFORM = 10
#: Less ink than this share, without any text, is at most a spinner.
_SPINNER = 0.004
#: A page with more text than this is taken at its word: it may speak of captchas and loading as much as it likes.
_SHORT, _VERY_SHORT = 400, 60

_LOADING = re.compile(r"加载中|正在加载|載入中|数据加载|请稍[候等后]|loading|please wait", re.IGNORECASE)
_CHALLENGE = re.compile(
    r"安全验证|人机验证|滑动验证|拖动.{0,6}(滑块|验证)|请.{0,4}完成.{0,4}验证|环境异常|访问(行为)?异常|访问过于频繁|"
    r"请求过于频繁|正在检查您的浏览器|请开启\s*JavaScript|(应用|云|网站|web)\s*防火墙|(访问|请求)已?被(拦截|阻断)|"
    r"captcha|verify you are human|checking your browser|just a moment|access denied|unusual traffic",
    re.IGNORECASE,
)
_LOGIN = re.compile(r"(用户名|账号|帐号|手机号)[\s\S]{0,80}密码|密码[\s\S]{0,80}登\s*录")
#: Statuses by which firewalls answer a visitor they want to see run a script first.
_FIREWALL = frozenset({412, 521})


@dataclass(frozen=True, slots=True)
class Observation:
    """What fitness is judged by.

    `text` is the visible text; `spread` and `ink` are those of `overview.Look`; `sizes_agree` is false when the strips
    and the layout differ in size, or the layout changed under the picture.
    """

    status: int
    title: str
    text: str
    spread: int
    ink: float
    sizes_agree: bool = True


def judge(seen: Observation) -> tuple[Fitness, str]:
    """(fitness, Chinese sentence; empty when fit). Blocked is not broken: a challenge comes before an error page."""
    text = " ".join(seen.text.split())
    short = len(text) <= _SHORT
    if seen.status in (401, 407):
        return Fitness.CHALLENGE, f"需要登录(服务器返回 {seen.status})。"
    if seen.status in _FIREWALL and short:
        return Fitness.CHALLENGE, f"防火墙要求先验证访问者(服务器返回 {seen.status})。"
    if short and looks_like_challenge(f"{seen.title} {text}"):
        return Fitness.CHALLENGE, "页面要求先通过安全验证,看不到内容。"
    if seen.status >= 400:
        return Fitness.ERROR_PAGE, f"服务器返回错误页({seen.status})。"
    if not seen.sizes_agree:
        return Fitness.MISMATCH, "图像与版面的大小不一致,页面在拍摄时发生了变化。"
    return _empty(text, seen) or _login(text) or (Fitness.FIT, "")


def looks_like_challenge(text: str) -> bool:
    """Whether the visible text of a page is that of a verification or a firewall. A long text never is."""
    return len(text) <= 2 * _SHORT and _CHALLENGE.search(text) is not None


def _empty(text: str, seen: Observation) -> tuple[Fitness, str] | None:
    if len(text) <= _VERY_SHORT and _LOADING.search(text):
        return Fitness.LOADING, "页面停留在加载状态,没有内容。"
    if seen.spread <= _UNIFORM:
        return Fitness.BLANK, "页面是空白的。"
    if not text and seen.ink < _SPINNER:
        return Fitness.LOADING, "页面几乎是空白的,内容没有加载出来。"
    return None


def _login(text: str) -> tuple[Fitness, str] | None:
    if len(text) <= _SHORT // 2 and _LOGIN.search(text):
        return Fitness.CHALLENGE, "页面要求先登录,看不到内容。"
    return None
