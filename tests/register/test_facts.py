"""What is known of an application in short: money, tags, people; and what is not known is said."""

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from roeland.journal.models import Entry
from roeland.register import services, tagging
from roeland.register.models import Application, Tag, Tagging
from roeland.register.money import amount_in, euros, plain
from roeland.register.parts.facts import month
from roeland.register.queries import described
from roeland.search.queries import matching
from tests.building.register import a_reported_application, an_application


@pytest.fixture
def application(employee) -> Application:
    return a_reported_application(employee)


def edit(application, section, actor, **changes):
    return services.edit_section(application=application, section=section, changes=changes, actor=actor)


def edit_url(application, section):
    return reverse("register:edit", args=[application.pk, section])


def send(client, application, section, **typed):
    seen = client.get(edit_url(application, section)).context["form"].initial["seen"]
    return client.post(edit_url(application, section), {"seen": seen, **typed})


def short(client, application) -> str:
    return client.get(application.get_absolute_url()).content.decode()


# Money ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1250", "1250.00"),
        ("1250,5", "1250.50"),
        ("1250.50", "1250.50"),
        ("1.250", "1250.00"),
        ("1,250", "1250.00"),
        ("€ 1.250,50", "1250.50"),
        ("1,250.50", "1250.50"),
        ("1 250,50 €", "1250.50"),
        ("12.500.000", "12500000.00"),
        ("100,-", "100.00"),
        ("0", "0.00"),
    ],
)
def test_an_amount_means_the_same_however_it_is_written(typed, meant):
    assert amount_in(typed) == Decimal(meant)


@pytest.mark.parametrize("typed", ["veel", "-5", "1.25.0", "1,2505", "12,5,0", "1e5", "NaN", "٣", "1250 per jaar", "€"])
def test_what_is_no_amount_is_refused(typed):
    with pytest.raises(ValueError, match=r".*"):
        amount_in(typed)


@given(st.decimals(min_value=0, max_value=Decimal("9999999999.99"), places=2), st.sampled_from(["nl", "en"]))
def test_what_roeland_shows_can_be_typed_again(amount, language):
    with translation.override(language):
        assert amount_in(plain(amount)) == amount_in(euros(amount)) == amount


def test_amounts_are_shown_in_the_language_of_the_reader():
    with translation.override("nl"):
        assert (euros(Decimal("1250.50")), euros(Decimal("1250")), plain(Decimal("1250"))) == (
            "€ 1.250,50",
            "€ 1.250",
            "1250,00",
        )
    with translation.override("en"):
        assert euros(Decimal("1250.50")) == "€ 1,250.50"


def test_costs_are_kept_in_cents_and_shown(as_manager, application):
    assert send(as_manager, application, "people", cost_once="12.500", cost_yearly="1250,5").status_code == 302
    application.refresh_from_db()
    assert (application.cost_once, application.cost_yearly) == (Decimal("12500.00"), Decimal("1250.50"))
    page = short(as_manager, application)
    assert "€ 12.500<" in page
    assert "€ 1.250,50" in page


@pytest.mark.parametrize("typed", ["heel veel", "-3", "99999999999", "9" * 500])
def test_a_cost_that_cannot_be_kept_is_explained_and_stays_in_the_field(as_manager, application, typed):
    answer = send(as_manager, application, "people", cost_once=typed)
    assert answer.status_code == 422
    assert f'value="{typed}"' in answer.content.decode()


def test_two_people_who_change_the_cost_see_both_amounts(as_manager, as_employee, application):
    url = edit_url(application, "people")
    seen = as_employee.get(url).context["form"].initial["seen"]
    send(as_manager, application, "people", cost_once="1000,50")
    answer = as_employee.post(url, {"seen": seen, "cost_once": "2000"})
    assert answer.status_code == 409
    assert all(amount in answer.content.decode() for amount in ("€ 1.000,50", "€ 2.000"))


def test_the_journal_keeps_amounts_in_plain_words(application, manager):
    edit(application, "people", manager, cost_once=Decimal("12.5"), users="Twaalf collega's")
    values = Entry.objects.get(verb="application.edited").detail.values
    assert values == {"cost_once": ["", "12.50"], "users": ["", "Twaalf collega's"]}


def test_an_amount_that_is_the_same_is_no_change(application, manager):
    edit(application, "people", manager, cost_once=Decimal("12.50"))
    edit(application, "people", manager, cost_once=Decimal("12.5"))
    assert Entry.objects.filter(verb="application.edited").count() == 1


# Tags ----------------------------------------------------------------------------------------------------------------


def tags_of(application) -> list[str]:
    return sorted(Tagging.objects.filter(application=application).values_list("tag__name", flat=True))


def test_words_with_commas_between_become_tags(application, manager):
    edit(application, "identity", manager, labels=" proef,  chatbot ,, Chatbot, proef")
    assert tags_of(application) == ["chatbot", "proef"]


def test_a_word_is_spelled_as_the_organisation_spells_it(application, manager, town):
    edit(application, "identity", manager, labels="Chatbot")
    other = an_application(town)
    edit(other, "identity", manager, labels="CHATBOT, nieuw")
    assert tags_of(other) == ["Chatbot", "nieuw"]
    assert Tag.objects.count() == 2


def test_tags_go_away_and_the_journal_tells(application, manager):
    edit(application, "identity", manager, labels="proef, chatbot")
    edit(application, "identity", manager, labels="proef")
    assert tags_of(application) == ["proef"]
    entry = Entry.objects.filter(verb="application.edited").latest("at")
    assert entry.detail.values == {"labels": ["chatbot, proef", "proef"]}


def test_the_same_tags_in_another_order_are_no_change(application, manager):
    edit(application, "identity", manager, labels="proef, chatbot")
    edit(application, "identity", manager, labels="Chatbot,proef")
    assert Entry.objects.filter(verb="application.edited").count() == 1


def test_tags_of_another_organisation_are_never_proposed_or_used(application, manager, other_town, town):
    tag = Tag.objects.create(organisation=other_town, name="geheim")
    Tagging.objects.create(organisation=other_town, application=an_application(other_town), tag=tag)
    assert tagging.suggestions(town, "") == []
    edit(application, "identity", manager, labels="geheim")
    assert Tagging.objects.get(application=application).tag.organisation == town


def test_the_form_proposes_one_more_tag_behind_what_stands_there(as_manager, application, manager, town):
    edit(an_application(town), "identity", manager, labels="proef, burgers")
    edit(application, "identity", manager, labels="proef")
    assert '<option value="burgers, proef">' in as_manager.get(edit_url(application, "identity")).content.decode()


@pytest.mark.parametrize("typed", ["x" * 61, ",".join(f"woord{number}" for number in range(21))])
def test_tags_that_are_no_tags_are_explained(as_manager, application, typed):
    answer = send(as_manager, application, "identity", name="Naam", labels=typed)
    assert answer.status_code == 422
    assert "labels" in answer.context["form"].errors


@given(st.lists(st.text("abcé ,", max_size=6), max_size=6).map(",".join))
def test_reading_tags_twice_changes_nothing(text):
    once = tagging.as_text(tagging.names_in(text))
    assert tagging.as_text(tagging.names_in(once)) == once


# In short ------------------------------------------------------------------------------------------------------------


def test_what_nobody_knows_yet_is_said(as_manager, application):
    page = short(as_manager, application)
    assert page.count("nog niet bekend<") >= 2
    assert "nog niet bekend: de intake is niet ingevuld" in page


def test_what_the_intake_said_stands_there(as_manager, town):
    application = an_application(town, personal_data="yes", affects_people="no", open_questions=0)
    page = " ".join(short(as_manager, application).split())
    assert "<dt>Persoonsgegevens</dt><dd>Ja</dd>" in page
    assert "<dt>Raakt mensen rechtstreeks</dt><dd>Nee</dd>" in page
    assert "<dt>Open vragen</dt><dd>geen</dd>" in page


def test_the_unit_names_its_legal_entity(as_manager, town, desk):
    entity = desk
    team = type(desk).objects.create(
        organisation=town, parent=entity, entity=entity, name="Balie", path=f"{entity.path}x/"
    )
    assert "Balie (Burgerzaken)" in short(as_manager, an_application(town, unit=team))


def test_product_and_version_stand_with_the_supplier(as_manager, town):
    application = an_application(town, supplier="Woonwijzer nv", product="Wijzer", version="3.1")
    assert "Woonwijzer nv · Wijzer · versie 3.1" in short(as_manager, application)


def test_start_and_end_are_those_of_the_register_form(as_manager, town):
    application = an_application(town, description={"begin_date": "2026-03", "end_date": "2027-12"})
    page = short(as_manager, application)
    assert "maart 2026" in page
    assert "december 2027" in page


@pytest.mark.parametrize("text", ["", "2026-13", "ooit", "2026-00"])
def test_a_month_that_is_none_stays_as_it_was(text):
    assert month(text) == text


@pytest.mark.parametrize("words", ["twaalf baliemedewerkers", "parkeervergunning", "proefproject", "versie 31b"])
def test_the_new_words_can_be_found(application, manager, town, words):
    edit(application, "people", manager, users="Twaalf baliemedewerkers", affected="Wie een parkeervergunning vraagt")
    edit(application, "identity", manager, version="versie 31b", labels="proefproject")
    found = matching(organisation=town, kind="register.application", text=words)
    assert [row["subject"] for row in found] == [application.pk]


def test_many_tags_cost_no_more_than_one(town, manager, django_assert_max_num_queries):
    application = an_application(town)
    edit(application, "identity", manager, labels="a, b, c, d")
    with django_assert_max_num_queries(5):
        assert tagging.of(described(town, application.pk)) == "a, b, c, d"
