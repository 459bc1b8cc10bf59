"""政务网站巡检工作站: patrol, check, review, score and prove the state of government websites."""

__version__ = "0.1.0"
