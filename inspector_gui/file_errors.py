"""Says in the user's language why the file system refused something."""

from __future__ import annotations

import errno

from inspector_gui.errors import user_language

_REASONS = {
    errno.EROFS: ("磁盘是只读的", "the disk is read-only"),
    errno.EACCES: ("没有权限", "permission denied"),
    errno.EPERM: ("没有权限", "permission denied"),
    errno.ENOENT: ("文件或文件夹不存在", "the file or folder does not exist"),
    errno.ENOTDIR: ("路径中有一个文件,而不是文件夹", "a file stands where a folder is needed"),
    errno.EISDIR: ("这里是一个文件夹,而不是文件", "a folder stands where a file is needed"),
    errno.EEXIST: ("同名文件已存在", "a file of this name exists"),
    errno.ENAMETOOLONG: ("文件名或路径太长", "the name or path is too long"),
    errno.EIO: ("磁盘读写出错", "the disk reported an error"),
    errno.ENODEV: ("磁盘已不在", "the disk is gone"),
    errno.ENXIO: ("磁盘已不在", "the disk is gone"),
}
_FULL = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})


def is_full(error: OSError) -> bool:
    """Whether the disk, or the user's share of it, is full."""
    return error.errno in _FULL


def reason_of(error: OSError) -> str:
    """Why the file system refused, as a part of a sentence."""
    text = error.strerror or type(error).__name__
    return _REASONS.get(error.errno or 0, (text, text))[user_language() == "en"]
