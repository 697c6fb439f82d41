"""The AI Act before and after Regulation (EU) 2026/1744: first compared; it changes nothing until somebody moves it."""

from datetime import date, datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from roeland.assessments import duties, law_dates, queries, services
from roeland.content import shipped
from roeland.decisions.casefile import gather
from roeland.decisions.models import Lapse, Recheck
from roeland.decisions.newer_rules import comparing, moving
from roeland.decisions.queries import decided_on
from roeland.decisions.services import decide, request_gate
from roeland.obligations.models import Duty
from roeland.questionnaires import services as answering
from roeland.register.models import Application, Phase
from tests.building import omnibus
from tests.building.assessments import BENEFITS, CALL_EMOTIONS, CHATBOT, SPELLING, a_classification, filled
from tests.building.background import run_waiting
from tests.building.content import reads
from tests.building.questionnaires import one, these

PLACE = ZoneInfo("Europe/Brussels")
IN_FORCE = datetime(2026, 7, 27, 9, 0, tzinfo=PLACE)
BANNED = datetime(2026, 12, 2, 0, 1, tzinfo=PLACE)
AUGUST, DECEMBER, LATER = date(2026, 8, 2), date(2026, 12, 2), date(2027, 12, 2)
IMAGES = SPELLING | {"technique": these("general_model"), "prohibited": these("intimate_images")}
MAKER = {"technique": these("general_model"), "output": these("media"), "origin": these("built")}

# What a deployer of a high-risk system must do: Articles 26, 27, 86 and what belongs to it, by their codes.
OF_A_DEPLOYER = {"O24", "O25", "O26", "O27", "O28", "O29", "O31", "O32", "O34", "O35", "O36", "O53", "O54"}
AT_WORK = {"O30"}  # Article 26(7): tell workers and their representatives beforehand
LITERACY, NEW_BANS, BIAS = "O01", "O03", "O04"  # Article 4, Article 5(1)(ba) and (bb), Article 4a


@pytest.fixture
def before(city, documents, on):
    """A city on the day of the Regulation, of which every application was judged by the law of before."""
    on(IN_FORCE)
    omnibus.before(documents)
    reads(documents)
    known = {"benefits": BENEFITS, "spelling": SPELLING, "chatbot": CHATBOT, "emotions": CALL_EMOTIONS}
    made = {
        name: a_classification(answers, actor=city.employee, unit=city.team, name=name).application
        for name, answers in known.items()
    }
    made["images"] = _images(city)
    return SimpleNamespace(**{name: Application.objects.get(pk=each.pk) for name, each in made.items()})


def _images(city):
    """Intimate images of people: the lawyer already said that nobody consents, though no rule asked that yet."""
    intake = services.report(actor=city.employee, name="images", purpose="Bewerkt beelden van mensen.", unit=city.team)
    filled(intake, IMAGES, actor=city.employee)
    answering.save(sheet=intake.sheet, answers={"point_ba": one("applies")}, actor=city.lawyer)
    return services.submit(intake=intake, actor=city.employee).application


@pytest.fixture
def comes(documents):
    """Return a function by which what is shipped comes as version 2, and is compared."""

    def newer(*names):
        omnibus.after(documents, *names)
        reads(documents)
        comparing.take_up(timezone.now())
        run_waiting()
        return Recheck.objects.order_by("pk").last()

    return newer


def changes(recheck, application, *kinds):
    """The obligations of an application that change so, with both days."""
    row = recheck.rows.get(application=application)
    return {code: (day(was), day(now)) for code, kind, was, now in row.duties if kind in kinds}


def day(text):
    return date.fromisoformat(text) if text else None


def moved(recheck, city):
    moving.move(recheck=recheck, actor=city.informed, reason="De jurist las de verordening.")
    run_waiting()
    return Recheck.objects.get(pk=recheck.pk)


def asked(application):
    """What the newest classification of an application asks, with the day to plan on."""
    found = queries.latest(application)
    return {each.code: each.applies_from for each in duties.due(found, found.concluded, timezone.localdate())}


def in_use(application, city):
    here = request_gate(application=application, actor=city.employee, leads_to=Phase.PRODUCTION)
    return decide(gate_request=here, answer="yes", actor=city.manager)


def test_high_risk_by_annex_iii_moves_from_august_2026_to_december_2027(before, comes):
    recheck = comes()
    moves = (AUGUST, LATER)
    assert changes(recheck, before.benefits, "later") == dict.fromkeys(OF_A_DEPLOYER, moves)
    assert changes(recheck, before.emotions, "later") == dict.fromkeys(OF_A_DEPLOYER | AT_WORK, moves)
    for application in (before.spelling, before.chatbot, before.images):
        assert changes(recheck, application, "later", "earlier") == {}


def test_the_new_prohibitions_come_for_everything_and_bias_work_for_what_can_do_harm(before, comes):
    recheck = comes()
    everything = vars(before).values()
    assert all(changes(recheck, each, "appears")[NEW_BANS] == (None, DECEMBER) for each in everything)
    with_bias = [each.name for each in everything if BIAS in changes(recheck, each, "appears")]
    assert with_bias == ["benefits", "emotions"]


def test_ai_literacy_stays_from_2025_and_only_says_it_in_other_words(before, comes):
    """Article 4 is shorter now, and its row stays: a second reading of it from the day of the Regulation."""
    recheck = comes()
    for application in vars(before).values():
        assert changes(recheck, application, "disappears") == {}
        assert changes(recheck, application, "otherwise")[LITERACY] == (date(2025, 2, 2), date(2025, 2, 2))
        assert asked(application)[LITERACY] == date(2025, 2, 2)


def test_marking_gets_a_later_day_for_what_was_there_before(city, before, comes):
    """Article 111(4): who made a system that was on the market before 2 August 2026 has until 2 December."""
    maker = a_classification(MAKER, actor=city.employee, unit=city.team, name="maker").application
    assert changes(comes(), maker, "existing") == {"O44": (None, DECEMBER)}


def test_what_makes_intimate_images_becomes_forbidden_on_2_december(city, before, comes, on):
    recheck = comes()
    row = recheck.rows.get(heavier=True)
    assert (row.application, row.next_change, row.route_at_least) == (before.images, DECEMBER, "full")
    assert (row.certain_class, row.possible_class) == ("minimal", "minimal")  # until that day
    moved(recheck, city)
    assert queries.latest(before.images).ai_class == "minimal"

    assert law_dates.take_up(on(BANNED)) == 1

    made = queries.latest(before.images)
    assert (made.ai_class, made.route, made.obligations) == ("forbidden", "forbidden", "obligations@2")


def test_of_two_decisions_only_the_one_on_intimate_images_would_lapse(city, before, comes):
    images, spelling = in_use(before.images, city), in_use(before.spelling, city)
    recheck = comes()
    assert list(recheck.rows.exclude(decision=None).values_list("decision", "lapses_after")) == [(images.pk, 0)]

    moved(recheck, city)

    assert Lapse.objects.get().decision == images
    assert decided_on(Application.objects.get(pk=before.spelling.pk)) == spelling


def test_nothing_changes_until_somebody_moves_it(city, before, comes, on):
    """Not even when a day of the law of before passes, or the same application is looked at again."""
    earlier = {name: (queries.latest(each), asked(each)) for name, each in vars(before).items()}
    rows = list(Duty.objects.order_by("pk").values())
    comes()
    on(BANNED)
    law_dates.take_up(timezone.now())
    for name, application in vars(before).items():
        assert (queries.latest(application), asked(application)) == earlier[name]
    assert list(Duty.objects.order_by("pk").values()) == rows
    assert asked(before.benefits)["O26"] == AUGUST


def test_after_the_move_the_dossier_shows_the_later_day(city, before, comes, client):
    client.force_login(city.informed.user)
    page = reverse("obligations:of_application", args=[before.benefits.pk])
    recheck = comes()
    assert "2 december 2027" not in client.get(page).content.decode()

    moved(recheck, city)

    assert "2 december 2027" in client.get(page).content.decode()
    duty = Duty.objects.get(application=before.benefits, code="O26")
    assert (duty.applies_from, duty.document) == (LATER, "obligations@2")
    parts = gather(before.benefits, queries.latest(before.benefits), governance="governance@1")
    assert parts["obligations"]["O26"] == ["certain", "2027-12-02"]
    assert parts["content"]["obligations"] == "obligations@2"


def test_the_calendar_shows_both_days_as_long_as_not_everything_is_moved(city, before, comes, client):
    client.force_login(city.informed.user)

    def touched():
        coming = client.get(reverse("obligations:calendar")).context["coming"]
        moments = [moment for _day, moments in coming for moment in moments]
        found = {each.law_date.plan_on: each for each in moments if each.law_date.code == "annex-iii"}
        return {day: each.touched.applications if each.touched else 0 for day, each in found.items()}

    assert touched() == {AUGUST: 2}
    recheck = comes()
    assert touched() == {AUGUST: 2, LATER: 0}
    moving.move(recheck=recheck, actor=city.informed, reason="De jurist las de verordening.")
    moving.move_row(recheck.rows.get(application=before.benefits).pk, city.informed)
    assert touched() == {AUGUST: 1, LATER: 1}
    run_waiting()
    assert touched() == {LATER: 2}


def test_what_only_some_still_have_can_still_be_looked_up(city, before, documents, client):
    """A row that the newest document has no more is asked of who was not moved, with its title."""
    client.force_login(city.informed.user)
    title = shipped.text("obligations", "O34", "nl").label
    omnibus.after(documents)
    omnibus.without(documents, "O34")
    reads(documents)
    assert title in client.get(reverse("obligations:one", args=["O34"])).content.decode()
    assert title in client.get(reverse("obligations:of_application", args=[before.benefits.pk])).content.decode()
    assert client.get(reverse("obligations:everything")).status_code == 200


def test_what_was_predicted_is_what_the_move_gives(city, before, comes):
    earlier = {each.pk: asked(each) for each in vars(before).values()}
    recheck = moved(comes(), city)
    for row in recheck.rows.select_related("application"):
        was, now = earlier[row.application_id], asked(row.application)
        different = {code: (was.get(code), now.get(code)) for code in {*was, *now} if was.get(code) != now.get(code)}
        assert changes(recheck, row.application, "appears", "disappears", "earlier", "later") == different


def test_the_dates_alone_are_compared_too(before, comes):
    """Without the new rows and rules: nothing appears, and who uses nothing of high risk stays as it was."""
    recheck = comes("law-dates")
    assert [row.application.name for row in recheck.rows.order_by("application__name")] == ["benefits", "emotions"]
    assert {code for row in recheck.rows.all() for code, *_rest in row.duties} == OF_A_DEPLOYER | AT_WORK
    assert recheck.duties["O26"] == {"later": 2}
    assert not recheck.rows.filter(heavier=True).exists()


def test_what_is_compared_is_the_law_as_it_was_published():
    """Our version of before differs from what is shipped in these dates only; all others are the same."""
    assert set(omnibus.DAYS) | set(omnibus.NOT_YET) <= {each.code for each in shipped.law_dates().dates}
    assert {row.code for row in shipped.obligations().obligations} >= set(omnibus.NO_ROWS)
