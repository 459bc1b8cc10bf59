"""整改: not built yet."""

from __future__ import annotations

from inspector_gui.ui.context import Context
from inspector_gui.ui.views.placeholder import PlaceholderScreen


class RectificationScreen(PlaceholderScreen):
    """Will hold notices, deadlines, replies and re-inspection."""

    def __init__(self, context: Context) -> None:
        super().__init__(
            context,
            self.tr("整改尚未完成"),
            self.tr(
                "这里将为每个单位生成整改通知(含标注截图与期限),记录回复,复查前后对比,并销号或上报。目前可先在“审核”中确认问题,并用“证据包”交付。"
            ),
        )
