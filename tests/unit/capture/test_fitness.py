"""Whether a recording can be judged."""

import pytest

from inspector_gui.capture.fitness import Observation, judge, looks_like_challenge
from inspector_gui.domain.captures import Fitness

LONG = "云溪市人民政府今日发布政务公开工作要点。" * 40


def seen(**changes):
    usual = {"status": 200, "title": "云溪市人民政府", "text": LONG, "spread": 255, "ink": 0.2}
    return Observation(**(usual | changes))


def test_an_ordinary_page_is_fit_without_a_reason():
    assert judge(seen()) == (Fitness.FIT, "")


@pytest.mark.parametrize(
    ("changes", "fitness"),
    [
        ({"status": 401}, Fitness.CHALLENGE),
        ({"status": 407}, Fitness.CHALLENGE),
        ({"status": 412, "text": ""}, Fitness.CHALLENGE),
        ({"status": 521, "text": "请稍候"}, Fitness.CHALLENGE),
        ({"status": 412, "text": LONG}, Fitness.ERROR_PAGE),
        ({"status": 403, "text": "您的请求已被拦截"}, Fitness.CHALLENGE),
        ({"status": 403, "text": "Forbidden"}, Fitness.ERROR_PAGE),
        ({"status": 404, "text": LONG}, Fitness.ERROR_PAGE),
        ({"status": 500, "text": "", "spread": 0, "ink": 0.0}, Fitness.ERROR_PAGE),
        ({"text": "请完成下列验证 拖动滑块"}, Fitness.CHALLENGE),
        ({"title": "Just a moment...", "text": ""}, Fitness.CHALLENGE),
        ({"text": "网站防火墙"}, Fitness.CHALLENGE),
        ({"sizes_agree": False}, Fitness.MISMATCH),
        ({"text": "正在加载", "ink": 0.1}, Fitness.LOADING),
        ({"text": "Loading…", "spread": 0, "ink": 0.0}, Fitness.LOADING),
        ({"text": "", "spread": 10, "ink": 0.0}, Fitness.BLANK),
        ({"text": LONG, "spread": 0, "ink": 0.0}, Fitness.BLANK),
        ({"text": " \n ", "ink": 0.003}, Fitness.LOADING),
        ({"text": "", "ink": 0.004}, Fitness.FIT),
        ({"text": "", "spread": 11, "ink": 0.5}, Fitness.FIT),
        ({"text": "统一身份认证 用户名 密码 登 录"}, Fitness.CHALLENGE),
    ],
)
def test_reasons_against(changes, fitness):
    found, reason = judge(seen(**changes))
    assert found is fitness
    assert (reason == "") is (fitness is Fitness.FIT)


@pytest.mark.parametrize("word", ["验证码登录:滑动验证", "captcha", "访问被拦截", "正在加载", "用户名 密码"])
def test_a_page_with_much_text_may_speak_of_anything(word):
    assert judge(seen(text=LONG + word)) == (Fitness.FIT, "")


def test_the_error_of_a_firewall_names_the_status():
    assert "412" in judge(seen(status=412, text=""))[1]


def test_a_long_text_is_no_challenge():
    assert looks_like_challenge("请完成安全验证")
    assert not looks_like_challenge("请完成安全验证" + LONG)
    assert not looks_like_challenge("")
