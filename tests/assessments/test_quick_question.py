"""One click sends the question to a colleague, and only to that colleague."""

import pytest

from roeland.assessments.models import QuickQuestion
from roeland.assessments.quick import asking, checking
from roeland.journal.models import Entry
from roeland.organisation.access import NotPermitted, OtherOrganisation
from roeland.organisation.models import RoleHeld
from roeland.work.models import Message, OutgoingMail, Task
from tests.building.organisation import a_person, a_role
from tests.building.quick import a_question, a_tool, asked

ASK = "/may-i/ask/"
FACTS = {"tool": "other", "tool_name": "Notulenhulp", "inputs": ["sensitive"], "purpose": "minutes", "citizens": "no"}


@pytest.fixture
def question(ann, privacy_officer, information_manager):
    return asking.ask_colleague(asked=asked(inputs=("sensitive",)), note="Mag dit?", actor=ann)


def test_the_page_says_first_what_goes_to_whom(browsing, ann, privacy_officer):
    page = browsing(ann).post("/may-i/", FACTS).content.decode()

    assert "Stuur de vraag naar Pia Maes" in page
    assert "Dit gaat naar Pia Maes (of naar wie die rol overneemt) en naar niemand anders: je naam, de tool" in page
    assert not QuickQuestion.objects.exists()


def test_one_press_asks_the_colleague_who_can_say_more(browsing, ann, privacy_officer):
    reply = browsing(ann).post(ASK, FACTS | {"note": "Alleen met collega's."})

    question = QuickQuestion.objects.get()
    assert reply.url == question.get_absolute_url()
    assert (question.asked, question.role, question.asked_by) == (privacy_officer, "privacy_officer", ann)
    assert (question.tool, question.inputs, question.note) == ("Notulenhulp", ["sensitive"], "Alleen met collega's.")
    task = Task.objects.get(kind="answer_quick_question")
    assert (task.person, task.done_at) == (privacy_officer, None)
    assert OutgoingMail.objects.filter(person=privacy_officer).exists()


def test_asking_twice_is_one_question(browsing, ann, privacy_officer):
    for _time in range(2):
        browsing(ann).post(ASK, FACTS)

    assert QuickQuestion.objects.count() == Task.objects.filter(kind="answer_quick_question").count() == 1


def test_when_nobody_holds_the_role_it_goes_on_and_the_page_says_so(browsing, ann, information_manager):
    page = browsing(ann).post("/may-i/", FACTS).content.decode()
    assert "Niemand is hier nu Privacy officer." in page
    assert "Stuur de vraag naar Ines De Smet" in page

    browsing(ann).post(ASK, FACTS)
    assert QuickQuestion.objects.get().role == "information_manager"


def test_where_nobody_can_be_asked_the_page_still_helps(browsing, ann):
    for url in ("/may-i/", ASK):
        page = browsing(ann).post(url, FACTS)
        assert page.status_code == 200
        assert "Vraag het aan je leidinggevende" in page.content.decode()
    with pytest.raises(asking.NobodyToAsk):
        a_question(ann)
    assert not QuickQuestion.objects.exists()


def test_nobody_asks_themselves(information_manager, city):
    a_role(information_manager, "privacy_officer")
    hub = a_person(city, "Hanne Vos", role="ai_hub")
    assert checking.colleague(city, "privacy_officer", None, information_manager).person == hub


def test_the_deputy_of_who_is_absent_is_asked(city, ann, privacy_officer):
    deputy = a_person(city, "Dora Smit")
    RoleHeld.objects.filter(person=privacy_officer).update(deputy=deputy)
    privacy_officer.absent_from = "2026-01-01"
    privacy_officer.save()
    found = checking.colleague(city, "privacy_officer", ann.unit, ann)
    assert (found.person, found.deputy) == (deputy, True)


def test_the_colleague_answers_and_the_asker_hears_it(browsing, ann, privacy_officer, question):
    url = question.get_absolute_url()
    page = browsing(privacy_officer).get(url).content.decode()
    assert "Ann Peeters" in page
    assert "Mag dit?" in page

    browsing(privacy_officer).post(url, {"reply": "Niet zo. Gebruik de schrijfhulp."})

    question.refresh_from_db()
    assert (question.answered_by, bool(question.answered_at)) == (privacy_officer, True)
    assert Message.objects.get(code="quick_question_answered").person == ann
    assert not Task.objects.filter(kind="answer_quick_question", done_at=None).exists()
    assert "Gebruik de schrijfhulp." in browsing(ann).get(url).content.decode()


def test_an_answer_that_comes_second_is_not_lost(browsing, privacy_officer, question):
    asking.answer(question=question, reply="Ja.", actor=privacy_officer)

    page = browsing(privacy_officer).post(question.get_absolute_url(), {"reply": "Nee, wacht."})

    assert page.status_code == 409
    assert "Nee, wacht." in page.content.decode()
    question.refresh_from_db()
    assert question.reply == "Ja."


@pytest.mark.parametrize("reply", ["", "   ", "x" * 2001])
def test_an_empty_or_endless_answer_is_not_sent(browsing, privacy_officer, question, reply):
    page = browsing(privacy_officer).post(question.get_absolute_url(), {"reply": reply})

    assert page.status_code == 422
    question.refresh_from_db()
    assert question.answered_at is None


def test_a_note_that_is_too_long_stays_on_the_page(browsing, ann, privacy_officer):
    page = browsing(ann).post(ASK, FACTS | {"note": "x" * 1001})

    assert page.status_code == 422
    assert "x" * 1001 in page.content.decode()
    assert not QuickQuestion.objects.exists()


def test_nobody_else_reads_a_question(browsing, city, ann, information_manager, stranger, question):
    url = question.get_absolute_url()
    others = [information_manager, a_person(city, "Omar Elders"), *(a_person(city, r, role=r) for r in ("dpo", "ciso"))]
    for person in others:
        assert browsing(person).get(url).status_code == 403, person
        with pytest.raises(NotPermitted):
            asking.answer(question=question, reply="Ja.", actor=person)
    assert browsing(stranger).get(url).status_code == 404
    assert browsing(ann).post(url, {"reply": "Ja."}).status_code == 403


def test_the_journal_does_not_say_who_asked(browsing, ann, information_manager, question):
    entry = Entry.objects.get(verb="quick_question.asked")
    assert entry.actor is None
    pages = [browsing(information_manager).get(url).content.decode() for url in ("/", "/organisation/journal/")]
    assert "Iemand stelde een collega" in pages[1]
    told = pages[1].partition("Iemand stelde een collega")[2][:300]
    assert "Ann Peeters" not in told
    assert "Praathulp" not in "".join(pages)


def test_who_holds_the_role_now_can_answer_too(browsing, city, privacy_officer, question):
    RoleHeld.objects.filter(person=privacy_officer).delete()
    successor = a_person(city, "Nora Nieuw", role="privacy_officer")

    assert browsing(successor).get(question.get_absolute_url()).status_code == 200


def test_a_tool_of_another_organisation_cannot_be_asked_about(ann, stranger, privacy_officer):
    theirs = a_tool(stranger)
    with pytest.raises(OtherOrganisation):
        asking.ask_colleague(asked=asked("", application=theirs), note="", actor=ann)


def test_my_questions_stand_on_my_home_page(browsing, ann, privacy_officer, question):
    assert "Je vraag: Praathulp" in browsing(ann).get("/").content.decode()
    assert "Zeg of een collega een tool mag gebruiken" in browsing(privacy_officer).get("/").content.decode()
