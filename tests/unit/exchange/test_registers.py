"""Registers of websites: what is understood, what is refused row by row, and what is refused as a whole."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest

from inspector_gui.domain.targets import TargetClass
from inspector_gui.errors import RegisterUnreadable
from inspector_gui.exchange.registers import RegisterReading, read_websites

HEADER = "网站名称,网站标识码,主办单位,网站类别,首页网址,所属区,部门"
ROW = "云溪区人民政府,1100000001,云溪区政府办,门户,www.yunxi.example,云溪区,"


def read_text(tmp_path: Path, text: str, encoding: str = "utf-8") -> RegisterReading:
    path = tmp_path / "名册.csv"
    path.write_bytes(text.encode(encoding))
    return read_websites(path)


def read_book(tmp_path: Path, rows: list[list[object]], title: str = "名单") -> RegisterReading:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    path = tmp_path / "名册.xlsx"
    book.save(path)
    return read_websites(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_every_encoding_and_separator_gives_the_same_website(tmp_path, encoding, delimiter):
    reading = read_text(tmp_path, f"{HEADER}\n{ROW}\n".replace(",", delimiter), encoding)
    [site] = reading.websites
    assert (site.id, site.name, site.url, site.unit, site.district) == (
        "w-1100000001", "云溪区人民政府", "http://www.yunxi.example/", "云溪区政府办", "云溪区",
    )
    assert site.target_class is TargetClass.PORTAL
    assert reading.refused == []


def test_quotes_hold_separators_and_line_breaks(tmp_path):
    reading = read_text(tmp_path, 'name,url\n"A, ""B""\r\nC",https://a.example/x\nD,d.example\n')
    assert [site.name for site in reading.websites] == ['A, "B" C', "D"]
    assert reading.websites[0].url == "https://a.example/x"


@pytest.mark.parametrize(("word", "expected"), [
    ("门户", TargetClass.PORTAL), ("部门网站", TargetClass.DEPARTMENT), ("专项", TargetClass.SPECIAL),
    ("Portal", TargetClass.PORTAL), ("department", TargetClass.DEPARTMENT), ("special", TargetClass.SPECIAL),
])
def test_classes(tmp_path, word, expected):
    assert read_text(tmp_path, f"名称,网址,类别\nA,a.example,{word}\n").websites[0].target_class is expected


def test_a_missing_class_follows_the_department_column_and_is_remarked(tmp_path):
    reading = read_text(tmp_path, "名称,网址,部门\nA,a.example,\nB,b.example,教育局\n")
    assert [s.target_class for s in reading.websites] == [TargetClass.PORTAL, TargetClass.DEPARTMENT]
    assert reading.notes[0][0].startswith("2 行未写网站类别")


@pytest.mark.parametrize(("written", "url"), [
    ("www.a.example", "http://www.a.example/"),
    ("//www.a.example/x", "http://www.a.example/x"),
    ("HTTPS://WWW.A.Example:443/x?y=1#z", "https://www.a.example/x?y=1"),
    ("http:／/www．a．example／", "http://www.a.example/"),
    ("www.a.example:8080/zw", "http://www.a.example:8080/zw"),
    ("http://政务.example/", f"http://{'政务'.encode('idna').decode()}.example/"),
    ("http://127.0.0.1:81/", "http://127.0.0.1:81/"),
    ("http://[::1]:81/", "http://[::1]:81/"),
    ("http://localhost", "http://localhost/"),
])
def test_addresses_are_completed(tmp_path, written, url):
    assert read_text(tmp_path, f"名称,网址\nA,{written}\n").websites[0].url == url


@pytest.mark.parametrize(("written", "why"), [
    ("file:///etc/passwd", "file:"), ("javascript:alert(1)", "javascript:"), ("ftp://a.example/", "ftp:"),
    ("http://a b.example/", "空格"), ("http://u:p@a.example/", "密码"), ("http://a.example:0/", "端口"),
    ("http://a.example:99999/", "写法不对"), ("http://-a.example/", "主机名"), ("http://a..example/", "主机名"),
    ("http://0x7f.1/", "主机名"), ("http://127.1/", "主机名"), ("intranet", "主机名"), ("http:a.example", "形如"),
    ("http://", "主机名"), ("http://[::1", "写法不对"), ("http://a.example\\x", "字符"), ("", "首页网址为空"),
    ("http://a.example/\u202egnp", "U+202E"), ("http://a.example/\x07", "U+0007"),
])
def test_bad_addresses_are_refused_with_place_and_reason(tmp_path, written, why):
    reading = read_text(tmp_path, f"名称,网址\nA,a.example\nB,{written}\n")
    [refused] = reading.refused
    assert (refused.sheet, refused.row, refused.column) == ("", 3, "B 首页网址")
    assert why in refused.reason_zh
    assert refused.reason_en.isascii() or written in refused.reason_en
    assert [site.name for site in reading.websites] == ["A"]


@pytest.mark.parametrize(("line", "column", "why"), [
    (",b.example,,", "A 网站名称", "为空"),
    ("B\u200b,b.example,,", "A 网站名称", "U+200B"),
    ("B,b.example,11-00,", "C 网站标识码", "字母和数字"),
    ("B,b.example,,商业", "D 网站类别", "门户、部门 或 专项"),
    (f"{'长' * 201},b.example,,", "A 网站名称", "201"),
])
def test_other_bad_values_are_refused(tmp_path, line, column, why):
    [refused] = read_text(tmp_path, f"名称,网址,标识码,类别\n{line}\n").refused
    assert refused.column == column
    assert why in refused.reason_zh


@pytest.mark.parametrize(("second", "why"), [
    ("B,b.example,1100000001", "第 2 行的网站标识码相同"),
    ("B,HTTP://A.example/#x,1100000002", "第 2 行的网址相同"),
])
def test_duplicates_name_the_first_row(tmp_path, second, why):
    reading = read_text(tmp_path, f"名称,网址,标识码\nA,a.example,1100000001\n{second}\n")
    assert len(reading.websites) == 1
    assert why in reading.refused[0].reason_zh


def test_duplicates_over_sheets_name_the_sheet(tmp_path):
    book = openpyxl.Workbook()
    for title in ("门户网站", "部门网站"):
        sheet = book.create_sheet(title)
        sheet.append(["名称", "网址"])
        sheet.append(["A", "a.example"])
    del book["Sheet"]
    book.save(tmp_path / "x.xlsx")
    reading = read_websites(tmp_path / "x.xlsx")
    assert reading.refused[0].sheet == "部门网站"
    assert "工作表“门户网站”第 2 行" in reading.refused[0].reason_zh


def test_a_workbook_with_title_rows_and_numbers(tmp_path):
    reading = read_book(tmp_path, [
        ["北京市政府网站名单"], [], ["序号", "网站名称 *", "网站标识码", "首页网址(必填)", "类别"],
        [1, "A", 1100000088.0, "a.example", "门户"], [], [2, "B", "1100000089", "b.example", "部门"],
    ])
    assert [(s.name, s.site_code) for s in reading.websites] == [("A", "1100000088"), ("B", "1100000089")]


def test_a_header_over_two_merged_rows(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["序号", "网站名称", "地址信息", None])
    sheet.append([None, None, "首页网址", "所属区"])
    sheet.append([1, "A", "a.example", "云溪区"])
    for cells in ("A1:A2", "B1:B2", "C1:D1"):
        sheet.merge_cells(cells)
    book.save(tmp_path / "x.xlsx")
    [site] = read_websites(tmp_path / "x.xlsx").websites
    assert (site.name, site.url, site.district) == ("A", "http://a.example/", "云溪区")


def test_formulas_and_error_values_are_named_by_cell(tmp_path):
    reading = read_book(tmp_path, [
        ["名称", "网址"], ["A", "=B5&\"x\""], ["=HYPERLINK(\"http://b.example\")", "b.example"], ["C", "#N/A"],
    ])
    assert [(r.sheet, r.row, r.column) for r in reading.refused] == [
        ("名单", 2, "B 首页网址"), ("名单", 3, "A 网站名称"), ("名单", 4, "B 首页网址"),
    ]
    assert "公式" in reading.refused[0].reason_zh


def test_hidden_and_foreign_sheets_are_remarked(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["名称", "网址"])
    book.active.append(["A", "a.example"])
    book.create_sheet("说明").append(["填表说明"])
    hidden = book.create_sheet("旧名单")
    hidden.sheet_state = "hidden"
    hidden.append(["名称", "网址"])
    book.save(tmp_path / "x.xlsx")
    notes = [zh for zh, _ in read_websites(tmp_path / "x.xlsx").notes]
    assert any("旧名单" in note for note in notes)
    assert any("说明" in note for note in notes)


def unreadable(tmp_path: Path, data: bytes, name: str = "名册.xlsx") -> str:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(RegisterUnreadable) as caught:
        read_websites(path)
    sentence = str(caught.value)
    assert name in sentence
    assert str(tmp_path) not in sentence
    return sentence


def test_missing_columns_are_named_with_what_was_seen(tmp_path):
    sentence = unreadable(tmp_path, "网站名称,主办单位,备注\nA,B,C\n".encode(), "a.csv")
    assert "“首页网址”" in sentence
    assert "网站名称、主办单位、备注" in sentence


@pytest.mark.parametrize(("data", "why"), [
    (b"%PDF-1.7\n%...", "PDF"), (b"\x89PNG\r\n\x1a\n....", "图片"), (b"\xff\xd8\xff\xe0....", "图片"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ".xls"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "密码"),
    ("<html><table><tr><td>名称".encode(), "网页"), (b"name,url\nA,a\0b\n", "第 2 行含有空字节"),
    (b"name,url\n\x80\xff\xff\n", "编码"), (b"", "空的"), (b"  \n", "空的"), (b"PK\x03\x04broken", "损坏"),
    (b'name,url\nA,a.example\n"B,b.example\nC,c.example\n', "第 3 行的引号"),
    (b'name,url\nA,"a"x.example\n', "第 2 行的引号"),
])
def test_wrong_files_are_refused_in_one_sentence(tmp_path, data, why):
    assert why in unreadable(tmp_path, data)


def test_a_zip_that_is_no_workbook(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert "不是 xlsx" in unreadable(tmp_path, (tmp_path / "a.zip").read_bytes())


def workbook(tmp_path: Path) -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["名称", "网址"])
    for number in range(200):
        book.active.append([f"A{number}", f"a{number}.example"])
    book.save(tmp_path / "good.xlsx")
    return (tmp_path / "good.xlsx").read_bytes()


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_truncated_workbook(tmp_path, share):
    data = workbook(tmp_path)
    assert "损坏" in unreadable(tmp_path, data[: int(len(data) * share)])


def replaced(tmp_path: Path, member: str, content: bytes) -> bytes:
    """A workbook with one of its parts replaced."""
    workbook(tmp_path)
    target = zipfile.ZipFile(tmp_path / "bad.xlsx", "w", zipfile.ZIP_DEFLATED)
    with zipfile.ZipFile(tmp_path / "good.xlsx") as good, target as bad:
        for name in good.namelist():
            bad.writestr(name, content if name == member else good.read(name))
    return (tmp_path / "bad.xlsx").read_bytes()


def test_an_entity_bomb_is_refused(tmp_path):
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'
    assert "损坏" in unreadable(tmp_path, replaced(tmp_path, "xl/worksheets/sheet1.xml", bomb))


def test_an_unpacking_bomb_is_refused(tmp_path):
    assert "解压后过大" in unreadable(tmp_path, replaced(tmp_path, "xl/theme/theme1.xml", b" " * (301 * 2**20)))


def test_too_many_rows_are_refused(tmp_path):
    lines = "".join(f"A{n},a{n}.example\n" for n in range(20_001))
    assert "20,000 行" in unreadable(tmp_path, ("名称,网址\n" + lines).encode(), "a.csv")


def test_a_missing_file_and_a_folder(tmp_path):
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(RegisterUnreadable, match=r"不存在|读取"):
            read_websites(path)


def test_the_sentence_follows_the_language(tmp_path, monkeypatch):
    monkeypatch.setenv("INSPECTOR_LANG", "en")
    assert "is missing; the columns seen are: name" in unreadable(tmp_path, b"name,x\nA,B\n", "a.csv")


def test_markup_and_formula_text_is_kept_as_text(tmp_path):
    [site] = read_text(tmp_path, "名称,网址\n<script>{{ 1 }}</script>,a.example\n").websites
    assert site.name == "<script>{{ 1 }}</script>"
