"""The words of the offline viewer for stored values, in Chinese and English."""

from __future__ import annotations

from typing import NamedTuple


class Words(NamedTuple):
    """The same text in both languages of the viewer."""

    zh: str
    en: str


STATES = {
    "suspected": Words("机器疑似", "Suspected"), "confirmed": Words("已确认", "Confirmed"),
    "dismissed": Words("已排除", "Dismissed"), "pending": Words("待定", "Pending"),
    "passed": Words("通过", "Passed"), "unchecked": Words("未检查", "Not checked"),
    "not_applicable": Words("不适用", "Not applicable"),
}
VERDICTS = {
    "qualified": Words("合格", "Qualified"), "unqualified": Words("不合格", "Unqualified"),
    "undecided": Words("待定", "Undecided"),
}
PARTS = {"veto": Words("单项否决", "Veto"), "deduct": Words("扣分指标", "Deductions"), "bonus": Words("加分指标", "Bonus")}
CLASSES = {
    "portal": Words("门户网站", "Portal"), "department": Words("部门网站", "Department site"),
    "special": Words("专项网站", "Special site"),
    "weibo": Words("微博", "Weibo"), "wechat": Words("微信", "WeChat"), "app": Words("移动客户端", "App"),
    "other": Words("其他新媒体", "Other media"),
}
ROLES = {
    "home": Words("首页", "Home page"), "column": Words("栏目页", "Column"), "article": Words("内容页", "Article"),
    "other": Words("其他页面", "Other page"),
}
OUTCOMES = {
    "complete": Words("完整", "Complete"), "partial": Words("部分", "Partial"),
    "no_script": Words("禁用脚本后抓取", "Scripts off"),
    "not_a_page": Words("不是网页", "Not a page"), "net_error": Words("网络错误", "Network error"),
    "tls_error": Words("证书或加密错误", "TLS error"), "redirect_loop": Words("循环跳转", "Redirect loop"),
    "timeout": Words("超时", "Timed out"), "crashed": Words("页面崩溃", "Crashed"), "refused": Words("不允许的地址", "Refused"),
}
FITNESS = {
    "fit": Words("可判定", "Fit"), "blank": Words("空白页", "Blank"), "loading": Words("未加载完", "Loading"),
    "challenge": Words("验证或登录页", "Challenge"), "error_page": Words("错误页", "Error page"),
    "mismatch": Words("截图与版面不符", "Mismatch"), "no_page": Words("无页面", "No page"),
}
EVIDENCE = {
    "strip": Words("截图分条", "Screenshot strip"), "overview": Words("缩略全图", "Overview"),
    "layout": Words("DOM 与版面", "DOM and layout"),
    "html": Words("渲染后 HTML", "Rendered HTML"),
    "response": Words("原始响应", "Response bytes"), "har": Words("网络记录 HAR", "HAR"),
    "facts": Words("抓取事实", "Facts"), "file": Words("导入文件", "File"),
}
RUNS = {
    "found": Words("发现问题", "Found"), "clear": Words("未发现问题", "Clear"), "review": Words("需人工判断", "Needs review"),
    "not_applicable": Words("不适用", "Not applicable"), "failed": Words("检查出错", "Failed"),
}


def words(table: dict[str, Words], value: str) -> Words:
    """The words for a stored value; a value newer than this table shows as it is."""
    return table.get(value, Words(value, value))
