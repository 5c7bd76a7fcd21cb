"""Names inside a run of signs: a family name with “Mr.” or the like behind it."""

from __future__ import annotations

import pytest

from coach_tui.plan.former import Former, remember
from coach_tui.plan.people import People
from tests.plan.test_former import deleted, salt, tables_of


@pytest.mark.parametrize(
    ("name", "text", "shown"),
    [
        ("王小明", "王先生和王女士", "Client 1先生和Client 1女士"),
        ("王小明", "见了王小姐,小明和王总。", "见了Client 1小姐,Client 1和Client 1总。"),
        ("王 小明", "跟王经理谈", "跟Client 1经理谈"),
        ("王 明", "王老师", "Client 1老师"),
        ("欧阳小明", "欧阳女士", "Client 1女士"),
        ("田中一郎", "田中さん、田中様", "Client 1さん、Client 1様"),
        ("田中 一郎", "田中氏と田中部長", "Client 1氏とClient 1部長"),
        ("長谷川一郎", "長谷川さん", "Client 1さん"),
        ("森太郎", "森さんは森へ", "Client 1さんは森へ"),
        ("김민준", "김씨, 김 선생님, 김 부장", "Client 1씨, Client 1 선생님, Client 1 부장"),
        ("김 민준", "김 씨가, 김부장님", "Client 1 씨가, Client 1부장님"),
        ("이민준", "이씨와 이 선생님", "Client 1씨와 Client 1 선생님"),
    ],
)
def test_a_family_name_with_what_stands_behind_it(name: str, text: str, shown: str) -> None:
    found = People()
    found.add(name, "Client 1")
    assert found.without(text) == shown


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("王小明", "国王先生, 女王、王様, 国王的王"),
        ("王小明", "霸王总是这样, 王总是"),
        ("方小明", "对方先生, 对方经理, 地方老师, 东方经理"),
        ("김민준", "돼지김씨, 김치, 김 위에"),
        ("이민준", "이 부장, 이사장님, 높이 씨"),
        ("조민준", "조교수님"),
        ("さくら", "ささん"),
        ("長谷川一郎", "長さん"),
    ],
)
def test_words_of_the_language_are_no_family_names(name: str, text: str) -> None:
    found = People()
    found.add(name, "Client 1")
    assert found.without(text) == text


def test_a_family_name_of_two_clients_stands_for_neither_and_a_former_one_for_somebody() -> None:
    found = People()
    found.add("王小明", "Client 1")
    found.add("王大力", "Client 2")
    assert found.without("王先生") == "a client先生"
    tables = tables_of(deleted("clients", "c", name="王小明"))
    remember(tables, tables["meta"], tables["journal"]["1"]["ops"], salt)
    found = People()
    found.add_former(Former(tables["meta"]["2"]))
    assert found.without("王先生, 国王, 李先生") == "somebody先生, 国王, 李先生"
