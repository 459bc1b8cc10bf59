"""The two families of failure: what a user can act on (`UserError`) and everything else, which is a bug.

A `UserError` is one sentence that says what is wrong and where, and one that says what to do next. The templates
stand on the class, in Chinese and English, so that every place that raises it speaks the same way. Library code
raises; only the command line and the window print or show.
"""

from __future__ import annotations

import os
from typing import ClassVar


def user_language() -> str:
    """Return ``"zh"`` or ``"en"``: INSPECTOR_LANG when set, otherwise Chinese."""
    return "en" if os.environ.get("INSPECTOR_LANG", "zh").lower().startswith("en") else "zh"


class UserError(Exception):
    """Something the user can act on; ``str()`` is the sentence in the user's language.

    Subclasses give `zh` and `en` templates in `str.format` style; keyword arguments fill them.
    """

    zh: ClassVar[str] = "{reason}"
    en: ClassVar[str] = "{reason}"

    def __init__(self, **facts: object) -> None:
        self.facts = facts
        super().__init__(self.text())

    def text(self, language: str | None = None) -> str:
        """The sentence in `language` (``zh`` or ``en``; default: the user's)."""
        template = self.en if (language or user_language()) == "en" else self.zh
        return template.format_map({name: str(value) for name, value in self.facts.items()})

    def __str__(self) -> str:
        return self.text()


class IndicatorSetInvalid(UserError):
    zh = "指标集 {file} 第 {line} 行不可用:{reason}。请改正后重试。"
    en = "Indicator set {file}, line {line}, cannot be used: {reason}. Correct it and try again."


class ArchiveMissing(UserError):
    zh = "找不到存档 {path}。请检查路径,或用 inspector-gui new 新建。"
    en = "There is no archive at {path}. Check the path, or create one with inspector-gui new."


class ArchiveExists(UserError):
    zh = "{path} 已存在,不会被覆盖。请换一个名称。"
    en = "{path} exists already and is never overwritten. Choose another name."


class ArchiveNewer(UserError):
    zh = "存档 {path} 由更新版本的程序写成({found}),本程序只认识到 {known}。请升级程序。"
    en = "Archive {path} was written by a newer program ({found}); this one knows up to {known}. Please update."


class ArchiveLocked(UserError):
    zh = "存档 {path} 正被另一个窗口使用({holder})。请先关闭那个窗口。"
    en = "Archive {path} is open in another window ({holder}). Close that one first."


class PatrolRunning(UserError):
    zh = "存档 {path} 的这个批次正在巡检({holder})。请等它完成,或先停止它。"
    en = "This round of {path} is being patrolled ({holder}). Wait for it to finish, or stop it first."


class ArchiveBusy(UserError):
    zh = "存档 {path} 被其他程序占用超过 {seconds} 秒。请稍候重试;若持续如此,请关闭占用它的程序。"
    en = "Archive {path} was held by another program for more than {seconds} s. Try again; close that program if it persists."


class ArchiveDamaged(UserError):
    zh = "存档 {path} 已损坏:{reason}。请运行 inspector-gui verify 查看详情,并从备份恢复。"
    en = "Archive {path} is damaged: {reason}. Run inspector-gui verify for details and restore a backup."


class ArchiveNotWritable(UserError):
    zh = "无法写入 {path}:{reason}。请检查权限、磁盘是否仍连接。"
    en = "Cannot write to {path}: {reason}. Check the permissions and that the disk is still there."


class DiskFull(UserError):
    zh = "磁盘已满,{path} 未写入;已保存的内容完好。请腾出空间后继续。"
    en = "The disk is full, {path} was not written; what was saved is intact. Free some space and continue."


class UnknownName(UserError):
    """A round, target, finding, check, indicator … that does not exist."""

    zh = "没有名为“{name}”的{kind}。{hint}"
    en = "There is no {kind} called “{name}”. {hint}"


class InvalidInput(UserError):
    """Any other input that cannot be used: `what` names it, `reason` says why, `todo` what to do."""

    zh = "{what}不可用:{reason}。{todo}"
    en = "{what} cannot be used: {reason}. {todo}"


class BrowserMissing(UserError):
    zh = "没有找到可用的浏览器。请安装 Chrome、Edge 或 Chromium,或运行 playwright install chromium。"
    en = "No usable browser was found. Install Chrome, Edge or Chromium, or run playwright install chromium."


class BrowserFailed(UserError):
    zh = "浏览器 {path} 无法启动:{reason}。请更新或重装浏览器,或用 INSPECTOR_BROWSER 指定另一个。"
    en = (
        "The browser {path} does not start: {reason}. Update or reinstall it, or name another one in INSPECTOR_BROWSER."
    )


class RegisterUnreadable(UserError):
    zh = "名册 {file} 无法读取:{reason}。{todo}"
    en = "The register {file} cannot be read: {reason}. {todo}"


class PackageUnusable(UserError):
    zh = "{path} 不是可用的证据包:{reason}。请重新取得文件。"
    en = "{path} is not a usable package: {reason}. Obtain the file again."
