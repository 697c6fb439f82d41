"""The matrix fits on one A3, the poster on one A4, in both languages."""

import re

import pytest
from django.urls import reverse

from tests.journeys.conftest import session_of

pytestmark = pytest.mark.django_db(transaction=True)
A_PAGE = re.compile(rb"/Type\s*/Page\b")
SIZE = re.compile(rb"/MediaBox\s*\[\s*0 0 (\d+)[.\d]* (\d+)")
A3, A4 = (1191, 841), (841, 594)  # lying, in points


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(("name", "sheet"), [("matrix", A3), ("poster", A4)])
def test_it_prints_on_one_sheet(open_page, live_server, city, name, sheet, language):
    state = session_of(city.dpo, live_server.url)
    page = open_page(reverse(f"governance:{name}"), storage_state=state, language=language)
    printed = page.pdf(prefer_css_page_size=True)
    assert len(A_PAGE.findall(printed)) == 1
    width, height = (int(number) for number in SIZE.search(printed).groups())
    assert abs(width - sheet[0]) <= 1
    assert abs(height - sheet[1]) <= 1
