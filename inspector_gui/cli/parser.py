"""The grammar of the command line; each command names the function that runs it."""

from __future__ import annotations

import argparse
from pathlib import Path

from inspector_gui import __version__
from inspector_gui.cli import archive_commands, inspection_commands, judging_commands, package_commands, window_command
from inspector_gui.cli.grammar import Parser

_Subparsers = argparse._SubParsersAction  # argparse gives its type no public name


def build_parser() -> Parser:
    """The parser of ``inspector-gui``; parsed options carry ``run(options, output) -> status``."""
    parser = Parser(prog="inspector-gui", description="政务网站巡检工作站")
    parser.add_argument("--version", action="version", version=f"inspector-gui {__version__}", help="显示版本")
    parser.set_defaults(run=window_command.open_window, archive=None)
    commands = parser.add_subparsers(title="命令", metavar="COMMAND")
    _add_archive_commands(commands)
    _add_inspection_commands(commands)
    _add_judging_commands(commands)
    _add_package_commands(commands)
    return parser


def _command(commands: _Subparsers[Parser], name: str, run: object, text: str) -> Parser:
    parser = commands.add_parser(name, help=text, description=text)
    parser.add_argument("--json", action="store_true", help="结果以 JSON 输出")
    parser.set_defaults(run=run)
    return parser


def _archive(parser: Parser, *, round_option: bool = True) -> None:
    parser.add_argument("archive", metavar="ARCHIVE", type=Path, help="存档文件夹")
    if round_option:
        parser.add_argument("--round", default="", metavar="R", help="检查批次(默认最新)")


def _add_archive_commands(commands: _Subparsers[Parser]) -> None:
    new = _command(commands, "new", archive_commands.new, "新建存档")
    _archive(new, round_option=False)
    new.add_argument("--name", required=True, help="存档名称,例如“某某市政府网站检查”")

    round_ = _command(commands, "round", archive_commands.add_round, "新建检查批次")
    _archive(round_, round_option=False)
    round_.add_argument("--name", required=True, help="批次名称,例如 2021Q2")
    round_.add_argument("--as-of", required=True, metavar="DATE", help="监测时间点,例如 2021-06-30")
    round_.add_argument("--previous", default="", help="上一批次")
    round_.add_argument("--profile", default="", help="全部网站使用同一评分方案(默认按网站类别)")
    round_.add_argument("--indicators", type=Path, metavar="FILE", help="自己的指标集文件(默认国办秘函〔2019〕19号)")

    import_ = _command(commands, "import", archive_commands.import_register, "导入名册")
    _archive(import_)
    import_.add_argument("kind", choices=["websites"], metavar="KIND", help="websites:网站名册(csv、xlsx)")
    import_.add_argument("file", type=Path, metavar="FILE")


def _add_inspection_commands(commands: _Subparsers[Parser]) -> None:
    patrol = _command(commands, "patrol", inspection_commands.patrol, "巡检:打开网站、保存快照、测试链接、运行自动检查")
    _archive(patrol)
    patrol.add_argument("--target", action="append", default=[], metavar="ID", help="只巡检这个对象(可重复)")
    patrol.add_argument("--concurrency", type=int, default=3, metavar="N", help="同时巡检的网站数(默认 3)")
    patrol.add_argument("--max-pages", type=int, default=60, metavar="N", help="每个网站最多打开的页数(默认 60)")
    patrol.add_argument(
        "--retest-after", type=float, default=30, metavar="MINUTES", help="失败多少分钟后复测(默认 30,0 为立即)"
    )
    patrol.add_argument(
        "--resolve", action="append", default=[], metavar="HOST:PORT:ADDR[:PORT]", help="域名改由此地址提供(可重复)"
    )

    demo = _command(commands, "demo", inspection_commands.demo, "巡检内置示例城市并打开窗口")
    demo.add_argument("--out", type=Path, metavar="DIR", help="输出文件夹(默认 output/ 下新建)")
    demo.add_argument("--no-window", action="store_true", help="不打开窗口,把各界面存为图片")

    inspect = _command(commands, "inspect", inspection_commands.inspect, "巡检给出的网址并打开窗口")
    inspect.add_argument("urls", nargs="+", metavar="URL")
    inspect.add_argument("--out", type=Path, metavar="DIR", help="输出文件夹(默认 output/ 下新建)")
    inspect.add_argument("--no-window", action="store_true", help="不打开窗口,把各界面存为图片")
    inspect.add_argument("--max-pages", type=int, default=30, metavar="N", help="每个网站最多打开的页数(默认 30)")
    inspect.add_argument("--as-of", default="", metavar="DATE", help="监测时间点(默认今天)")
    inspect.add_argument("--resolve", action="append", default=[], metavar="HOST:PORT:ADDR[:PORT]")


def _add_judging_commands(commands: _Subparsers[Parser]) -> None:
    check = _command(commands, "check", judging_commands.check, "对已存证据重新运行自动检查(不联网)")
    _archive(check)
    check.add_argument("--check", action="append", default=[], metavar="ID", help="只运行这一项(可重复)")

    findings = _command(commands, "findings", judging_commands.findings, "列出问题")
    _archive(findings)

    decide = _command(commands, "decide", judging_commands.decide, "对一个问题作出决定")
    _archive(decide, round_option=False)
    decide.add_argument("finding", metavar="FINDING")
    decide.add_argument("decision", choices=["confirm", "dismiss", "pending"])
    decide.add_argument("--why", required=True, metavar="TEXT", help="理由")

    score = _command(commands, "score", judging_commands.score, "计算得分")
    _archive(score)

    checks = _command(commands, "checks", judging_commands.checks, "列出或解释自动检查项")
    checks.add_argument("check_id", nargs="?", default="", metavar="ID")


def _add_package_commands(commands: _Subparsers[Parser]) -> None:
    package = _command(commands, "package", package_commands.package, "导出离线证据包")
    _archive(package)
    package.add_argument("--target", action="append", default=[], metavar="ID", help="只导出这个对象(可重复)")
    package.add_argument("--out", type=Path, required=True, metavar="FILE.zip")

    verify = _command(commands, "verify", package_commands.verify, "校验存档或证据包")
    verify.add_argument("path", type=Path, metavar="ARCHIVE|FILE.zip")
