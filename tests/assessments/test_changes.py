"""What would change a finding, and what a new intake changes, seen before it is sent."""

import pytest
from django.urls import reverse

from roeland.assessments import services
from tests.building.assessments import BENEFITS, CHATBOT, SPELLING, a_classification, filled
from tests.building.organisation import a_person
from tests.building.questionnaires import NO, one, these


@pytest.fixture
def benefits(ann, team):
    return a_classification(BENEFITS, actor=ann, unit=team)


def what_if(classification, code: str) -> str:
    return reverse("assessments:what_if", args=[classification.pk, code])


def test_a_finding_says_with_which_other_answer_it_would_be_gone(browsing, ann, benefits):
    page = browsing(ann).get(what_if(benefits, "annex-iii-5a"))

    found = {(other.question, other.answer): other.finding for other in page.context["others"]}
    assert any(answer.startswith("niet:") for _question, answer in found)
    assert set(found.values()) == {"dan geldt het niet"}


def test_it_says_what_class_and_route_would_follow(browsing, ann, team):
    chatbot = a_classification(CHATBOT, actor=ann, unit=team)

    page = browsing(ann).get(what_if(chatbot, "personal-data"))

    [other] = page.context["others"]
    assert (other.answer, other.ai_class, other.route) == ("Nee", "Transparantie", "Gewoon")


def test_a_finding_that_rests_on_more_answers_says_so(browsing, ann, team):
    classification = a_classification(BENEFITS | {"technique": these("learned", "reasoning")}, actor=ann, unit=team)

    text = browsing(ann).get(what_if(classification, "ai-system")).content.decode()

    assert "steunt op meer dan één antwoord" in text


def test_only_the_part_is_sent_when_the_page_asks_for_it(browsing, ann, benefits):
    reply = browsing(ann).get(what_if(benefits, "impactful"), headers={"HX-Request": "true"})

    assert "<html" not in reply.content.decode()


def test_a_finding_that_does_not_exist_is_not_found(browsing, ann, benefits):
    assert browsing(ann).get(what_if(benefits, "nonsense")).status_code == 404


def test_another_organisation_sees_nothing(browsing, stranger, benefits):
    assert browsing(stranger).get(what_if(benefits, "impactful")).status_code == 404


def test_looking_at_what_would_change_changes_nothing(browsing, ann, benefits):
    before = list(benefits.findings.values_list("code", "state"))

    browsing(ann).get(what_if(benefits, "impactful"))

    assert list(benefits.findings.values_list("code", "state")) == before


def test_a_new_intake_shows_what_it_changes_before_it_is_sent(browsing, ann, team):
    first = a_classification(SPELLING, actor=ann, unit=team)
    again = services.begin(application=first.application, actor=ann)
    services.save(intake=again, answers=CHATBOT, actor=ann)
    filled(again, CHATBOT, actor=ann)

    page = browsing(ann).get(reverse("assessments:check", args=[again.pk]))

    changed = page.context["changed"]
    assert changed.heavier
    assert [(line.what, line.before, line.after) for line in changed.lines] == [
        ("AI-klasse", "Minimaal", "Transparantie"),
        ("Aanpak", "Licht", "Gewoon"),
    ]
    assert "Wat verandert als je dit verstuurt" in page.content.decode()


def test_the_same_answers_again_change_nothing(browsing, ann, team):
    first = a_classification(SPELLING, actor=ann, unit=team)
    again = services.begin(application=first.application, actor=ann)

    page = browsing(ann).get(reverse("assessments:check", args=[again.pk]))

    assert not page.context["changed"].differs
    assert "dezelfde uitkomst als eerst" in page.content.decode()


def test_a_first_intake_has_nothing_to_compare_with(browsing, ann, intake):
    filled(intake, SPELLING, actor=ann)

    page = browsing(ann).get(reverse("assessments:check", args=[intake.pk]))

    assert page.context["changed"] is None


def test_the_four_lenses_judge_in_plain_words(browsing, ann, benefits):
    lenses = browsing(ann).get(benefits.get_absolute_url()).context["lenses"]

    assert [lens.title for lens in lenses] == ["Digitaal", "Data", "Recht", "Ethiek"]
    assert lenses[2].judgement == "De wet stelt hier zware eisen."
    assert all(lens.judgement for lens in lenses)


def test_a_lens_says_what_heavier_judgement_is_still_possible(browsing, ann, team, city):
    a_person(city, "Lars Wouters", role="lawyer")
    intake = services.report(actor=ann, name="Aanvragen", purpose="Helpt.", unit=team)
    known = BENEFITS | {"effect": these("work_changes")}
    classification = services.submit(intake=filled(intake, known, actor=ann), actor=ann)

    law = browsing(ann).get(classification.get_absolute_url()).context["lenses"][2]

    assert law.possible == "De wet stelt hier zware eisen."


def test_roles_are_shown_per_entity(browsing, ann, team):
    classification = a_classification(
        SPELLING | {"origin": these("built_in_group"), "personal_data": NO, "name_holder": one("makers")},
        actor=ann,
        unit=team,
    )

    roles = browsing(ann).get(classification.get_absolute_url()).context["roles"]

    assert [each.entity for each in roles] == [
        team.entity.name if team.entity else ann.organisation.name,
        roles[1].entity,
    ]
    assert roles[1].entity == "Een andere entiteit van onze groep"
    assert [role.code for role in roles[0].roles] == ["deployer"]
    assert [role.code for role in roles[1].roles] == ["provider-in-group"]


def test_the_security_class_is_shown_as_the_ciso_gave_it(browsing, ann, team):
    known = CHATBOT | {"confidentiality": one("high"), "integrity": one("low"), "availability": one("medium")}
    classification = a_classification(known, actor=ann, unit=team)

    scores = browsing(ann).get(classification.get_absolute_url()).context["scores"]

    assert scores == [("Vertrouwelijkheid", "Hoog"), ("Integriteit", "Laag"), ("Beschikbaarheid", "Midden")]


def test_the_obligations_of_today_and_later_are_listed_with_who_does_them(browsing, ann, team, city):
    manager = a_person(city, "Hilde Hoofd", role="team_manager", unit=team)
    benefits = a_classification(BENEFITS, actor=ann, unit=team)

    page = browsing(ann).get(benefits.get_absolute_url())

    duties = page.context["duties"]
    assert {"O01", "O02", "N02"} <= {duty.code for duty in duties.today}
    oversight = next(duty for duty in duties.later if duty.code == "O26")
    assert str(oversight.dated.day) == "2027-12-02"
    assert str(oversight.legacy) == "2030-08-02"
    assert oversight.who.holder.person == manager
    assert any(duty.dated.disputed for duty in duties.later)
    assert "Wat de wet vraagt" in page.content.decode()


def test_the_answers_behind_a_result_can_be_read_without_the_name_of_who_reported(browsing, ann, team, city):
    classification = a_classification(CHATBOT, actor=ann, unit=team)
    colleague = a_person(city, "Omar Elders")

    page = browsing(colleague).get(classification.get_absolute_url())

    said = {line.question: (line.answer, line.role) for line in page.context["answers"]}
    assert said["Gebruikt of maakt de toepassing gegevens over mensen?"] == ("Ja", "")
    assert "CISO" in {role for _answer, role in said.values()}
    assert "Ann Peeters" not in page.content.decode()
    assert "Ann Peeters" in browsing(ann).get(classification.get_absolute_url()).content.decode()
