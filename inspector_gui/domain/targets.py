"""What is inspected: websites and new-media accounts, and the unit answering for them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit


class TargetClass(StrEnum):
    """检查对象类别; decides which scoring profile applies by default."""

    PORTAL = "portal"          # 政府门户网站
    DEPARTMENT = "department"  # 部门网站
    SPECIAL = "special"        # 专项网站
    WEIBO = "weibo"            # 微博
    WECHAT = "wechat"          # 微信
    APP = "app"                # 移动客户端
    OTHER_MEDIA = "other"      # 其他政务新媒体

    @property
    def is_website(self) -> bool:
        return self in (TargetClass.PORTAL, TargetClass.DEPARTMENT, TargetClass.SPECIAL)


@dataclass(frozen=True, slots=True)
class Website:
    """A website (检查对象): `url` is the home page, `site_code` the 网站标识码 (empty when unknown)."""

    id: str
    name: str
    url: str
    target_class: TargetClass = TargetClass.PORTAL
    unit: str = ""
    district: str = ""
    department: str = ""
    site_code: str = ""

    @property
    def host(self) -> str:
        return (urlsplit(self.url).hostname or "").lower()

    @property
    def has_name(self) -> bool:
        """Whether a register gave the name; otherwise the host stands for it, and no rule can be held against it."""
        return self.name.lower() not in (self.host, urlsplit(self.url).netloc.lower())


def website_id(*, url: str, site_code: str = "") -> str:
    """The stable id of a website across rounds and workstations: from its site code, else from its host and path.

    >>> website_id(url="http://www.example.gov.cn/", site_code="1100000088")
    'w-1100000088'
    """
    if site_code:
        return f"w-{site_code.lower()}"
    parts = urlsplit(url)
    address = f"{(parts.hostname or '').lower()}:{parts.port or ''}{parts.path.rstrip('/')}"
    return "w-" + hashlib.sha256(address.encode()).hexdigest()[:10]
