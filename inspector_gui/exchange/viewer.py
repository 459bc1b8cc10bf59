"""Renders the offline viewer: one HTML page that shows a package in any browser, without network and without trust.

All text from inspected sites is escaped, characters that hide or reverse text become visible marks, the page loads
nothing but pictures beside it, and its content security policy allows exactly this style sheet and this script.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
from collections import Counter
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from inspector_gui.bundled import resource
from inspector_gui.domain.indicators import parse_indicator_set
from inspector_gui.exchange import viewer_labels as labels
from inspector_gui.exchange.package_content import PackageContent
from inspector_gui.exchange.picture_plan import PicturePlan
from inspector_gui.exchange.plain_text import visible
from inspector_gui.exchange.viewer_labels import Words, words
from inspector_gui.exchange.viewer_model import FACTS_SHOWN, PLACES_OPEN, TEXT_SHOWN, build_targets


def render_viewer(content: PackageContent, *, pictures: list[PicturePlan], package: str, files: int) -> bytes:
    """index.html of the package `package`, which holds `files` files below ``data/``."""
    rules = parse_indicator_set(content.indicator_set_text, file=f"{content.round.indicator_set}.json")
    targets = list(build_targets(content, rules=rules, pictures=pictures))
    style, script = _inlined("viewer.css"), _inlined("viewer.js")
    html = _environment().get_template("index.html.j2").render(
        content=content, round=content.round, rules=rules, targets=targets, package=package, files=files,
        states=Counter(finding.state.value for finding in content.findings),
        evidence=len(content.evidence_files()), head=str(content.custody[-1]["hash"]) if content.custody else "",
        checks=content.check_files().keys(),
        indicators={group.id: group for target in targets for group in target.groups},
        style=style, script=script, policy=_policy(style, script),
        text_shown=TEXT_SHOWN, facts_shown=FACTS_SHOWN, places_open=PLACES_OPEN,
    )
    return html.encode("utf-8")


def render_readme(content: PackageContent, *, package: str, files: int) -> bytes:
    """README.txt: what the package proves and does not, and how to verify it without this program."""
    environment = Environment(loader=FileSystemLoader(resource("templates")), undefined=StrictUndefined, autoescape=False)
    environment.filters["visible"] = visible
    return environment.get_template("package-readme.txt.j2").render(
        content=content, package=package, files=files, head=str(content.custody[-1]["hash"]) if content.custody else "-",
    ).encode("utf-8")


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(resource("viewer")), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, finalize=_safe,
    )
    environment.filters |= {
        "cut": lambda text, limit: visible(text, limit=limit), "points": _points, "size": _size, "moment": _moment, "both": _both,
    }
    environment.globals |= {"L": labels, "words": words}
    return environment


def _safe(value: Any) -> Any:
    """Every text that the template prints passes here, whatever it is."""
    return visible(value, limit=20_000) if isinstance(value, str) and not isinstance(value, Markup) else value


def _inlined(name: str) -> Markup:
    """A style sheet or script of ours. It must not be able to end its own element."""
    text = resource("viewer", name).read_text(encoding="utf-8")
    if "</" in text:
        raise ValueError(f"{name} holds “</”, which would end the element it stands in")
    return Markup(text)


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; img-src 'self' data:; style-src '{_source_hash(style)}'; script-src '{_source_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _source_hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _points(value: float | None, *, sign: bool = False) -> str:
    """A figure of a score card: up to two decimals, a real minus sign, a dash for none."""
    if value is None:
        return "—"
    text = f"{abs(value):.2f}".removesuffix("0").removesuffix(".0") if value else "0"
    if value < 0:
        return "−" + text
    return "+" + text if sign and value else text


def _size(octets: int) -> str:
    if octets < 1024:
        return f"{octets} B"
    return f"{octets / 1024:.0f} KB" if octets < 1024 * 1024 else f"{octets / 2**20:.1f} MB"


def _moment(text: str) -> str:
    """2021-06-30T09:14:22.123+08:00 → 2021-06-30 09:14:22 +08:00; anything else as it is."""
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        return text
    offset = moment.strftime("%z")
    return f"{moment:%Y-%m-%d %H:%M:%S}" + (f" {offset[:3]}:{offset[3:5]}" if offset else "")


def _both(pair: Words | tuple[str, str]) -> Markup:
    """Both languages; the style sheet shows one."""
    zh, en = (visible(text) for text in pair)
    return Markup('<span class="zh" lang="zh-CN">{}</span><span class="en" lang="en">{}</span>').format(zh, en)
