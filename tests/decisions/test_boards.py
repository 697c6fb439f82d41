"""What is asked of the ethics board stands on its agenda, and what it concludes is its advice."""

import pytest
from django.utils import timezone

from roeland.bodies import services as bodies
from roeland.bodies.models import AgendaItem, Body, Member
from roeland.decisions import services
from roeland.decisions.inquiring import Wish
from roeland.decisions.models import Advice, Inquiry
from roeland.decisions.services.asking import ask_roles
from roeland.register.models import Phase
from tests.building.bodies import a_body, a_member, a_session, everybody_for, held
from tests.building.decisions import classified


@pytest.fixture
def asked(city, chatbot):
    classified(chatbot, route="standard")
    return services.request_gate(application=chatbot, actor=city.employee, leads_to=Phase.EXPERIMENT)


@pytest.fixture
def board(city):
    body = a_body(city.informed, "Ethische raad", kind=Body.Kind.ETHICS_BOARD)
    a_member(body, city.informed, "Cleo Voorzit", part=Member.Part.CHAIR)
    return body


def of_board(asked):
    wish = Wish(Inquiry.Kind.ADVICE, "ethics_board", "board-asked", False, False, ())
    return ask_roles(asked, [wish], due=timezone.localdate(), actor=None)[0]


def concluded(body, actor, outcome, **said):
    session = held(a_session(body, actor), actor)
    item = AgendaItem.objects.get(body=body, concluded_at=None)
    return bodies.conclude(item=everybody_for(item, actor, outcome, **said), actor=actor), session


def test_what_is_asked_of_the_board_stands_on_its_agenda(city, asked, board):
    inquiry = of_board(asked)
    item = AgendaItem.objects.get(body=board)
    assert item.subject == inquiry
    assert "Chatbot afval" in item.title


def test_without_a_board_nothing_is_put_anywhere(city, asked):
    of_board(asked)
    assert not AgendaItem.objects.exists()


def test_what_the_board_concludes_is_its_advice(city, asked, board):
    inquiry = of_board(asked)
    _item, session = concluded(
        board,
        city.informed,
        "conditional",
        text="Mits uitleg.",
        conditions="Leg uit.\n\nTest elk jaar.",
        openness="public",
    )
    advice = Advice.objects.get(inquiry=inquiry)
    assert (advice.verdict, advice.role, advice.disclosure) == ("conditional", "ethics_board", "public")
    assert advice.conditions == ["Leg uit.", "Test elk jaar."]
    assert (advice.reference_date, advice.reference) == (session.day, str(session))
    inquiry.refresh_from_db()
    assert inquiry.answered_at


def test_no_advice_of_the_board_is_not_for_it(city, asked, board):
    of_board(asked)
    concluded(board, city.informed, "no_advice", text="Geen ethische vraag.")
    assert Advice.objects.get().verdict == "not_for_me"


def test_after_the_request_has_ended_a_conclusion_comes_too_late(city, asked, board):
    of_board(asked)
    services.withdraw(gate_request=asked, actor=city.employee)
    concluded(board, city.informed, "positive", text="Goed.")
    assert not Advice.objects.exists()


def test_an_item_about_something_else_is_no_advice(city, board):
    bodies.put_on_agenda(body=board, title="Jaarplan", question="Wat nu?", actor=city.informed)
    concluded(board, city.informed, "positive", text="Goed.")
    assert not Advice.objects.exists()
