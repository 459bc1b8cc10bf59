"""Names of columns and what they mean."""

import json

import pytest

from inspector_gui.engine.vocabulary import UPDATED_KINDS, default_vocabulary, load_vocabulary, plain_name
from inspector_gui.errors import InvalidInput

WORDS = default_vocabulary()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("动态要闻", "news"),
        ("新闻中心", "news"),
        ("今日云溪要闻", "news"),
        ("部门动态", "news"),
        ("工作动态", "news"),
        ("通知公告", "notice"),
        ("公示公告", "notice"),
        ("公告栏", "notice"),
        ("政策文件", "policy"),
        ("规范性文件", "policy"),
        ("区政府办文件", "policy"),
        ("政策法规", "policy"),
        ("政策解读", "interpretation"),
        ("区政府文件解读", "interpretation"),
        ("图解政策", "interpretation"),
        ("一图读懂", "interpretation"),
        ("机构职能", "organisation"),
        ("领导信息", "leader"),
        ("概况信息", "overview"),
        ("走进云溪", "overview"),
        ("办事服务", "service"),
        ("互动交流", "interaction"),
        ("意见征集", "interaction"),
        ("区长信箱", "interaction"),
        ("数据开放", "data"),
        ("统计公报", "data"),
        ("2019年政府公报", "static"),
        ("政府信息公开年报", "static"),
        ("法律法规", "static"),
        ("政府信息公开指南", "static"),
        ("新闻发布会", "other"),
        ("招标公告", "other"),
        ("政务公开", "other"),
        ("人事信息", "other"),
        ("活动预告", "other"),
        ("花园", "other"),
    ],
)
def test_kinds(name, kind):
    assert WORDS.kind_of(name) == kind


def test_spaces_and_decoration_do_not_matter():
    assert WORDS.kind_of(" · 通 知 公 告 >> ") == "notice"
    assert plain_name("【首 页】 > ") == "首页"


@pytest.mark.parametrize("text", ["更多", "更多>>", "MORE", "查看更多 >", "[更多]", "+"])
def test_links_to_more(text):
    assert WORDS.is_more(text)


def test_utility_links_are_no_columns():
    assert all(map(WORDS.is_utility, ("首页", "首 页", "网站地图", "无障碍", "下一页")))
    assert not WORDS.is_utility("政务公开")


def test_secondary_news_columns():
    assert WORDS.is_secondary("街镇动态")
    assert not WORDS.is_secondary("动态要闻")


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"kinds": 3}', json.dumps({"kinds": [{"id": "x"}]})])
def test_a_faulty_file_is_named(tmp_path, content):
    path = tmp_path / "own.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InvalidInput, match=r"own\.json"):
        load_vocabulary(path)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(InvalidInput, match=r"none\.json"):
        load_vocabulary(tmp_path / "none.json")


@pytest.mark.parametrize(
    "name",
    [
        "1.2.类Unix文件系统",
        "12.5.6. 动态调用跟踪工具",
        "8.1.3. 文件名编码",
        "PAM 和 NSS 访问的配置文件",
        "配置文件的语法",
        "特殊设备文件列表",
        "文件比较",
        "第三章 新闻",
        "文件系统",
    ],
)
def test_headings_of_other_pages_are_no_columns_that_must_be_updated(name):
    assert default_vocabulary().kind_of(name) not in UPDATED_KINDS


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("政策文件库", "policy"),
        ("新闻动态专版", "news"),
        ("云溪区人民政府办公室文件", "policy"),
        ("公告公示信息", "notice"),
    ],
)
def test_a_short_ending_after_the_word_is_still_that_column(name, kind):
    assert default_vocabulary().kind_of(name) == kind
