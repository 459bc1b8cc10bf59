"""通报: not built yet."""

from __future__ import annotations

from inspector_gui.ui.context import Context
from inspector_gui.ui.views.placeholder import PlaceholderScreen


class CircularScreen(PlaceholderScreen):
    """Will hold the document of the round."""

    def __init__(self, context: Context) -> None:
        super().__init__(
            context,
            self.tr("通报尚未完成"),
            self.tr(
                "这里将按参考通报的结构生成正文、表格和附件,每个数字都能点回它所统计的问题与截图。目前各网站的得分与逐分来历见“评分”。"
            ),
        )
