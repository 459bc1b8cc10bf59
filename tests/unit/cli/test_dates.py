import datetime as dt

import pytest

from inspector_gui.cli.dates import read_date
from inspector_gui.errors import InvalidInput


@pytest.mark.parametrize("text", ["2021-06-30", "2021.6.30", "2021/6/30", "2021年6月30日", " 2021-06-30 "])
def test_dates_as_people_type_them(text):
    assert read_date(text, what="监测时间点") == dt.date(2021, 6, 30)


@pytest.mark.parametrize("text", ["", "2021-13-01", "2021-02-30", "明天", "20210630x", "2021-06-30; drop"])
def test_anything_else_is_refused_in_one_sentence_that_names_it(text):
    with pytest.raises(InvalidInput) as refused:
        read_date(text, what="监测时间点")
    assert "监测时间点" in refused.value.text("zh")
    assert text.strip() in refused.value.text("zh")
