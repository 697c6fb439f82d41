"""A team joins a shared application: within its frame, outside it, or without one."""

import pytest

from roeland.assessments.models import AcceptableUse, Intake, UseAnswers
from roeland.assessments.quick import framing
from roeland.assessments.quick.checking import Asked
from roeland.assessments.uses import joining
from roeland.journal.models import Entry
from roeland.register.models import Application, Phase, Relation, Use
from roeland.work.models import Task
from tests.building.organisation import a_person, a_unit
from tests.building.quick import a_frame, a_tool
from tests.building.register import an_application


@pytest.fixture
def owner(city):
    return a_person(city, "Otto Bos")


@pytest.fixture
def writer(ann, information_manager, owner):
    """A writing aid, approved for public texts."""
    application = a_tool(ann)
    Application.objects.filter(pk=application.pk).update(owner=owner)
    a_frame(application, actor=information_manager, citizens=True, house_rules="Haal namen weg.")
    application.refresh_from_db()
    return application


@pytest.fixture
def bare(city, owner):
    """In use, and nobody said what for."""
    return an_application(city, "Notulist", owner=owner, phase=Phase.PRODUCTION, undecided=True)


def add_page(application):
    return f"/uses/of/{application.pk}/"


def typed(person, **fields):
    known = {"joined": "yes", "what_for": "We herschrijven brieven.", "unit": person.unit_id, "contact": person.pk}
    return known | {"people": "8", "inputs": ["none"], "purpose": "text_help", "citizens": "no"} | fields


def without_questions(person, **fields):
    return {name: value for name, value in typed(person, **fields).items() if name in ("joined", "what_for", "unit")}


def test_the_page_says_what_a_team_takes_over(browsing, ann, writer):
    page = browsing(ann).get(add_page(writer)).content.decode()
    assert "Wij gebruiken Schrijfhulp ook" in page
    assert "Er is beslist dat het gebruikt mag worden." in page
    assert "Een tekst schrijven of verbeteren" in page
    assert "Wat stop je erin?" in page


def test_a_use_within_the_frame_is_there_at_once_with_the_rules_of_the_house(browsing, ann, writer):
    answer = browsing(ann).post(add_page(writer), typed(ann))

    use = Use.objects.get()
    assert answer.url == use.get_absolute_url()
    assert (use.application, use.unit, use.contact, use.people, use.fits) == (writer, ann.unit, ann, 8, "yes")
    said = UseAnswers.objects.get(use=use)
    assert (said.document, said.inputs, said.purpose, said.citizens) == ("quick-check@1", ["none"], "text_help", "no")
    page = browsing(ann).get(answer.url).content.decode()
    assert "Binnen de afspraken" in page
    assert "Haal namen weg." in page
    assert "Jij blijft verantwoordelijk" in page
    assert not Task.objects.filter(kind="judge_use").exists()


def test_a_use_with_a_condition_says_the_condition(browsing, ann, writer):
    answer = browsing(ann).post(add_page(writer), typed(ann, citizens="yes"))
    page = browsing(ann).get(answer.url).content.decode()
    assert "Alleen als je dit doet" in page or "Een collega leest het resultaat na" in page


@pytest.mark.parametrize("fields", [{"inputs": ["sensitive"]}, {"purpose": "judging_people"}, {"inputs": ["unknown"]}])
def test_what_falls_outside_the_frame_is_no_use_and_nothing_is_lost(browsing, ann, writer, fields):
    page = browsing(ann).post(add_page(writer), typed(ann, **fields))

    assert page.status_code == 422
    text = page.content.decode()
    assert "Dit valt buiten waarvoor het goedgekeurd is." in text
    assert "We herschrijven brieven." in text
    assert not Use.objects.exists()
    with pytest.raises(joining.OutsideFrame):
        joining.join(
            application=writer,
            actor=ann,
            asked=Asked(("sensitive",), "text_help", "no"),
            unit=ann.unit,
            purpose="Dossiers.",
            contact=None,
            people=None,
        )


def test_outside_the_frame_its_own_intake_begins_beside_the_tool(browsing, ann, writer):
    facts = {"tool": str(writer.pk), "tool_name": "", "inputs": ["sensitive"], "purpose": "text_help", "citizens": "no"}
    came = browsing(ann).post(
        "/may-i/report/", facts | {"use-purpose": "We herschrijven dossiers.", "use-unit": str(ann.unit_id)}
    )
    form = came.context["form"]
    assert form["purpose"].value() == "We herschrijven dossiers."
    assert came.context["likely"] == []  # not the tool itself: it is known not to be this use

    described = {f"use-{name}": form[name].value() or "" for name in form.fields if name != "already_in_use"}
    answer = browsing(ann).post("/may-i/report/", facts | described | {"described": "yes"})
    assert "/step/" in answer.url
    intake = Intake.objects.order_by("-pk").first()
    row = Relation.objects.get(application=intake.application)
    assert (row.other, row.kind, row.said_by) == (writer, "beside", ann)


def test_without_a_frame_the_owner_and_the_information_manager_are_asked(
    browsing, ann, bare, owner, information_manager
):
    page = browsing(ann).get(add_page(bare)).content.decode()
    assert "Wat stop je erin?" not in page
    answer = browsing(ann).post(add_page(bare), without_questions(ann))

    use = Use.objects.get()
    assert use.fits == "unknown"
    asked = Task.objects.filter(kind="judge_use", done_at=None)
    assert {task.person for task in asked} == {owner, information_manager}
    assert "Nog niet bekeken" in browsing(ann).get(answer.url).content.decode()

    home = browsing(owner).get("/").content.decode()
    assert "Kijk of dit gebruik past: Notulist (Burgerzaken)" in home
    assert "Past dit?" in browsing(owner).get(answer.url).content.decode()
    browsing(owner).post(f"{answer.url}fits/")
    use.refresh_from_db()
    assert use.fits == "yes"
    assert not asked.all().exists()


def test_who_owns_it_need_not_ask_whether_it_fits(browsing, owner, team, bare):
    owner.unit = team
    owner.save()
    browsing(owner).post(add_page(bare), without_questions(owner))
    assert Use.objects.get().fits == "yes"
    assert not Task.objects.filter(kind="judge_use").exists()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"what_for": " "}, "what_for"),
        ({"unit": ""}, "unit"),
        ({"people": "veel"}, "people"),
        ({"people": "0"}, "people"),
    ],
)
def test_what_is_not_filled_in_well_comes_back(browsing, ann, writer, fields, field):
    page = browsing(ann).post(add_page(writer), typed(ann, **fields))
    assert page.status_code == 422
    assert field in page.context["form"].errors
    assert not Use.objects.exists()


def test_the_questions_of_the_frame_must_be_answered(browsing, ann, writer):
    page = browsing(ann).post(add_page(writer), typed(ann, inputs=[], citizens=""))
    assert page.status_code == 422
    assert len(page.context["wrong"]) == 2
    with pytest.raises(joining.NotAnswered):
        joining.join(
            application=writer, actor=ann, asked=None, unit=ann.unit, purpose="Brieven.", contact=None, people=None
        )
    assert not Use.objects.exists()


def test_one_cannot_choose_a_unit_of_somebody_else(browsing, city, ann, writer):
    page = browsing(ann).post(add_page(writer), typed(ann, unit=str(a_unit(city, "Groen").pk)))
    assert page.status_code == 422
    assert "Kies je eigen team." in page.content.decode()


def test_what_was_typed_on_the_page_that_reports_comes_along(browsing, ann, writer):
    report = {"name": "Brievenhulp", "purpose": "Wij herschrijven brieven.", "unit": str(ann.unit_id)}
    page = browsing(ann).post(add_page(writer), report)
    assert page.status_code == 200
    assert page.context["form"]["what_for"].value() == "Wij herschrijven brieven."
    assert not Use.objects.exists()


def test_nobody_joins_what_is_no_longer_used(browsing, ann, bare):
    Application.objects.filter(pk=bare.pk).update(phase=Phase.STOPPED)
    answer = browsing(ann).post(add_page(bare), without_questions(ann))
    assert answer.url == bare.get_absolute_url()
    assert not Use.objects.exists()
    assert add_page(bare) not in browsing(ann).get(answer.url).content.decode()


@pytest.fixture
def joined(browsing, ann, writer):
    browsing(ann).post(add_page(writer), typed(ann))
    return Use.objects.get()


def test_the_dossier_shows_who_uses_it(browsing, stranger, city, joined, writer):
    page = browsing(a_person(city)).get(writer.get_absolute_url()).content.decode()
    for words in ("Wie gebruikt dit", "Burgerzaken", "We herschrijven brieven.", "ongeveer 8 mensen", "Ann Peeters"):
        assert words in page
    assert "Goedgekeurd voor:" in page


def test_more_than_five_are_folded(browsing, ann, city, joined, writer):
    for number in range(6):
        Use.objects.create(
            organisation=city, application=writer, unit=a_unit(city, f"Team {number}"), purpose="Brieven."
        )
    page = browsing(ann).get(writer.get_absolute_url()).content.decode()
    assert "Toon er nog 2" in page


def test_the_panel_costs_as_much_for_ten_uses_as_for_one(
    browsing, ann, city, joined, writer, django_assert_max_num_queries
):
    url = writer.get_absolute_url()
    browsing(ann).get(url)
    with django_assert_max_num_queries(60) as few:
        browsing(ann).get(url)
    for number in range(9):
        unit = a_unit(city, f"Team {number}")
        use = Use.objects.create(organisation=city, application=writer, unit=unit, purpose="Brieven.", contact=ann)
        joining.keep_answers(use, Asked(("none",), "text_help", "no", writer))
    with django_assert_max_num_queries(len(few.captured_queries)):
        browsing(ann).get(url)


def test_when_the_frame_ends_or_narrows_the_use_says_so(browsing, ann, information_manager, joined, writer):
    a_frame(writer, actor=information_manager, purposes=("translation",))
    assert "Past niet meer bij de afspraken" in browsing(ann).get(joined.get_absolute_url()).content.decode()
    a_frame(writer, actor=information_manager)
    assert "Binnen de afspraken" in browsing(ann).get(joined.get_absolute_url()).content.decode()
    framing.end_frame(application=writer, actor=information_manager)
    assert "Past niet meer bij de afspraken" in browsing(ann).get(joined.get_absolute_url()).content.decode()
    assert not AcceptableUse.objects.open().exists()


def test_nobody_says_that_a_use_fits_that_the_frame_judges(browsing, information_manager, joined):
    assert "Past dit?" not in browsing(information_manager).get(joined.get_absolute_url()).content.decode()
    browsing(information_manager).post(f"{joined.get_absolute_url()}fits/")
    with pytest.raises(joining.OutsideFrame):
        joining.find_fitting(use=joined, actor=information_manager)


def test_a_change_is_looked_at_again(browsing, ann, joined):
    url = f"{joined.get_absolute_url()}change/"
    assert browsing(ann).get(url).context["form"]["what_for"].value() == "We herschrijven brieven."
    outside = browsing(ann).post(url, typed(ann, inputs=["secret"]))
    assert outside.status_code == 422
    inside = browsing(ann).post(url, typed(ann, what_for="Wij maken brieven korter.", purpose="text_help", people=""))
    assert inside.url == joined.get_absolute_url()
    joined.refresh_from_db()
    assert (joined.purpose, joined.people) == ("Wij maken brieven korter.", None)
    assert UseAnswers.objects.get().inputs == ["none"]


def test_a_use_from_before_the_frame_is_judged_when_it_is_changed(browsing, ann, bare, information_manager, writer):
    use = Use.objects.create(
        organisation=writer.organisation, application=writer, unit=ann.unit, purpose="Brieven.", added_by=ann
    )
    assert "Nog niet bekeken" in browsing(ann).get(use.get_absolute_url()).content.decode()
    browsing(ann).post(f"{use.get_absolute_url()}change/", typed(ann))
    assert "Binnen de afspraken" in browsing(ann).get(use.get_absolute_url()).content.decode()


def test_a_use_ends_with_a_reason(browsing, ann, joined, writer):
    url = f"{joined.get_absolute_url()}end/"
    assert browsing(ann).post(url, {"reason": ""}).status_code == 422
    browsing(ann).post(url, {"reason": "We stopten ermee."})
    joined.refresh_from_db()
    assert joined.ended_on
    assert Entry.objects.get(verb="application.use_ended").reason == "We stopten ermee."
    assert "Gestopt" in browsing(ann).get(joined.get_absolute_url()).content.decode()
    assert joined.get_absolute_url() not in browsing(ann).get(writer.get_absolute_url()).content.decode()
    again = browsing(ann).post(url, {"reason": "Nog eens."}, follow=True)
    assert "Dit gebruik was al gestopt." in again.content.decode()
    assert browsing(ann).post(f"{joined.get_absolute_url()}change/", typed(ann)).status_code == 302


def test_a_colleague_reads_a_use_and_changes_nothing(browsing, city, joined):
    colleague = a_person(city)
    assert browsing(colleague).get(joined.get_absolute_url()).status_code == 200
    for act in ("change", "end", "fits"):
        assert browsing(colleague).post(f"{joined.get_absolute_url()}{act}/", {"reason": "x"}).status_code == 403


def test_another_organisation_sees_nothing_of_it(browsing, stranger, joined, writer):
    assert browsing(stranger).get(joined.get_absolute_url()).status_code == 404
    assert browsing(stranger).post(add_page(writer), typed(stranger, unit="")).status_code == 404
