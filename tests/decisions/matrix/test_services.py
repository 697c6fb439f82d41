"""From a draft to a matrix that holds: who is asked, what is refused, who hears it."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from roeland.decisions import services as requests
from roeland.decisions.appointing import row_for
from roeland.decisions.matrices import matrix_at, matrix_of, reference_of
from roeland.decisions.matrix import editing, services
from roeland.decisions.matrix.editing import Added, Letters, Taking
from roeland.decisions.matrix.refusals import ChangedMeanwhile, NotAdoptable, NothingDiffers, OwnProposal
from roeland.library import queries
from roeland.library.models import OwnVersion
from roeland.library.versioning import Act, NotOffered
from roeland.organisation.access import NotPermitted
from roeland.organisation.models import RoleHeld
from roeland.rules.matrix import Mark
from roeland.work.models import Message, Task
from tests.building.decisions import classified
from tests.building.matrix import LATER, a_draft, an_adopted_version, an_offered_version
from tests.building.organisation import a_person, a_role

ACT = Act("gemeenteraad", "2026/14", date(2026, 10, 5))


def open_tasks(kind):
    return Task.objects.filter(kind=kind, done_at=None)


def here(version, place):
    return editing.find(queries.meaning_of(version), place)


def taking(version, place, **fields) -> Taking:
    """What stands at a gate, with something else."""
    row = here(version, place)
    parts = [
        editing.key_of(mark, part)
        for mark, of in ((Mark.ADVISES, row.advises), (Mark.INFORMS, row.informs))
        for part in of
    ]
    kept = {"accountable": row.accountable, "answer_within": row.answer_within, "parts": parts, "told": row.told}
    return Taking(**kept | fields)


def test_a_draft_begins_as_what_holds(city):
    version = services.begin(actor=city.informed)
    assert version.based_on == reference_of(city.organisation)
    assert services.differs(version) == ()


def test_a_changed_letter_stands_in_the_draft_and_nothing_holds_yet(city):
    version = a_draft(city.informed)
    assert here(version, "s02").does == ("lawyer",)
    assert {difference.role for difference in services.differs(version)} == {"lawyer", "hr_adviser"}
    assert reference_of(city.organisation) == "governance@1"


def test_a_gate_gets_another_level_days_and_colleagues(city):
    version = services.begin(actor=city.informed)
    place = "start-standard"
    added = Added("A", "i_adviser", "privacy-asked")
    gone = [key for key in taking(version, place).parts if "architect" not in key]
    changed = taking(version, place, answer_within=7, told=["ai_hub"], added=added, parts=gone)
    version = services.change_gate(version=version, place=place, taking=changed, actor=city.informed)
    row = here(version, place)
    assert (row.answer_within, row.told) == (7, ("ai_hub",))
    assert "architect" not in [part.role for part in row.advises]
    part = row.advises[-1]
    assert (part.role, part.code) == ("i_adviser", "privacy-asked")
    assert part.when == next(other.when for other in row.advises if other.role == "privacy_officer")


def test_who_comes_back_to_the_same_place_is_as_before(city):
    version = services.begin(actor=city.informed)
    place = "start-standard"
    gone = [key for key in taking(version, place).parts if "dpo" not in key]
    version = services.change_gate(
        version=version, place=place, taking=taking(version, place, parts=gone), actor=city.informed
    )
    assert [problem.code for problem in services.problems_of(queries.meaning_of(version))] == ["left_out"]
    back = taking(version, place, added=Added("A", "dpo", "dpo-asked"))
    version = services.change_gate(version=version, place=place, taking=back, actor=city.informed)
    shipped = editing.find(queries.proposal()[1], place)
    assert set(map(repr, here(version, place).advises)) == set(map(repr, shipped.advises))
    assert services.differs(version) == ()


def test_nobody_writes_a_condition_of_their_own(city):
    version = services.begin(actor=city.informed)
    changed = taking(version, "start-light", added=Added("A", "lawyer", "full-moon"))
    with pytest.raises(KeyError):
        services.change_gate(version=version, place="start-light", taking=changed, actor=city.informed)
    always_on_full = taking(version, "start-light", added=Added("A", "lawyer", "full-asked"))
    with pytest.raises(KeyError):
        services.change_gate(version=version, place="start-light", taking=always_on_full, actor=city.informed)


@pytest.mark.parametrize("place", ["s99", "start-light"])
def test_a_place_takes_only_what_belongs_there(city, place):
    version = services.begin(actor=city.informed)
    with pytest.raises(KeyError):
        services.change_activity(version=version, place=place, letters=Letters("directorate"), actor=city.informed)


def test_who_changes_another_place_is_not_in_the_way(city):
    version = services.begin(actor=city.informed)
    seen = editing.stamp(here(version, "s03"))
    services.change_activity(version=version, place="s02", letters=Letters("directorate"), actor=city.informed)
    letters = Letters("directorate", does=["lawyer"])
    version = services.change_activity(version=version, place="s03", letters=letters, actor=city.informed, seen=seen)
    assert here(version, "s02").does == ()
    assert here(version, "s03").does == ("lawyer",)


def test_who_was_second_at_one_place_hears_it_and_nothing_is_lost(city):
    version = services.begin(actor=city.informed)
    seen = editing.stamp(here(version, "s02"))
    services.change_activity(version=version, place="s02", letters=Letters("team_manager"), actor=city.informed)
    letters = Letters("directorate", does=["lawyer"])
    with pytest.raises(ChangedMeanwhile):
        services.change_activity(version=version, place="s02", letters=letters, actor=city.informed, seen=seen)
    assert here(OwnVersion.objects.get(), "s02").accountable == "team_manager"


def test_offering_asks_the_directorate(city):
    version = an_offered_version(city.informed)
    task = open_tasks("adopt_matrix").get()
    assert (task.person, task.role, task.detail) == (city.director, "directorate", "De jurist volgt dit op.")
    assert task.subject == version


def test_what_is_offered_without_a_directorate_waits_for_it(city):
    RoleHeld.objects.filter(role="directorate").delete()
    an_offered_version(city.informed)
    assert open_tasks("adopt_matrix").get().person is None
    assert open_tasks("adopt_matrix").get().role == "directorate"


@pytest.mark.parametrize(
    ("letters", "code"),
    [
        (Letters("", does=["lawyer"]), "nobody_accountable"),
        (Letters("dpo"), "overseer_decides"),
        (Letters("directorate", does=["ciso"]), "overseer_works"),
        (Letters("directorate", advises=["directorate"]), "judges_itself"),
    ],
)
def test_what_does_not_hold_together_is_not_offered_and_the_cell_is_named(city, letters, code):
    version = services.begin(actor=city.informed)
    services.change_activity(version=version, place="s02", letters=letters, actor=city.informed)
    with pytest.raises(NotAdoptable) as refused:
        services.offer(version=version, reason="Zo dan.", actor=city.informed)
    assert [(problem.code, problem.cell.place) for problem in refused.value.problems] == [(code, "s02")]
    assert OwnVersion.objects.get().state == "draft"
    assert not open_tasks("adopt_matrix").exists()


def test_the_first_version_may_say_what_the_proposal_says(city):
    version = services.begin(actor=city.informed)
    assert services.offer(version=version, reason="We nemen het over.", actor=city.informed).state == "offered"


def test_a_later_version_must_differ(city):
    an_adopted_version(city.informed, city.director)
    version = services.begin(actor=city.informed)
    with pytest.raises(NothingDiffers):
        services.offer(version=version, reason="Zomaar.", actor=city.informed)


def test_adopting_lets_it_hold_and_closes_the_task(city):
    version = an_adopted_version(city.informed, city.director)
    assert reference_of(city.organisation) == version.reference
    assert version.mandate == "Delegatiebesluit 2026-1"
    assert version.review_on == LATER
    assert not open_tasks("adopt_matrix").exists()


def test_who_gets_other_letters_hears_it(city):
    reader = a_person(city.organisation, "Arno Chitect", role="architect")
    hr = a_person(city.organisation, "Han Reus", role="hr_adviser")
    an_adopted_version(city.informed, city.director)
    told = {message.person for message in Message.objects.filter(code="matrix_adopted")}
    assert told == {reader, hr, city.informed}


def test_nobody_adopts_what_they_offered_themselves_but_with_the_act_of_an_organ(city):
    a_role(city.director, "information_manager")
    version = an_offered_version(city.director)
    with pytest.raises(OwnProposal):
        services.adopt(version=version, review_on=LATER, actor=city.director)
    assert OwnVersion.objects.get().state == "offered"
    assert services.adopt(version=version, review_on=LATER, act=ACT, actor=city.director).state == "adopted"


def test_another_director_is_asked_when_one_offers_it(city, second_director):
    a_role(city.director, "information_manager")
    an_offered_version(city.director)
    assert open_tasks("adopt_matrix").get().person == second_director


def test_only_the_directorate_adopts(city):
    version = an_offered_version(city.informed)
    for person in (city.informed, city.head, city.dpo):
        with pytest.raises(NotPermitted):
            services.adopt(version=version, review_on=LATER, actor=person)


def test_given_back_it_goes_to_who_offered_it_with_why(city):
    version = an_offered_version(city.informed)
    services.give_back(version=version, because="Vraag eerst de FG.", actor=city.director)
    assert not open_tasks("adopt_matrix").exists()
    task = open_tasks("mend_matrix").get()
    assert (task.person, task.detail) == (city.informed, "Vraag eerst de FG.")
    with pytest.raises(NotOffered):
        services.give_back(version=version, because="Nog eens.", actor=city.director)
    services.offer(version=version, reason="Gevraagd.", actor=city.informed)
    assert not open_tasks("mend_matrix").exists()


def test_changing_what_waits_takes_the_question_back_and_says_so(city):
    version = an_offered_version(city.informed)
    letters = Letters("directorate", does=["policy_adviser"])
    services.change_activity(version=version, place="s02", letters=letters, actor=city.informed)
    assert not open_tasks("adopt_matrix").exists()
    assert Message.objects.get(code="matrix_taken_back").person == city.director


def test_a_draft_can_be_thrown_away(city):
    version = an_offered_version(city.informed)
    services.drop(version=version, actor=city.informed)
    assert not open_tasks("adopt_matrix").exists()
    assert reference_of(city.organisation) == "governance@1"
    assert services.begin(actor=city.informed).number == 2


def test_a_month_before_the_review_the_information_manager_is_asked_once(city):
    review_on = date(2027, 11, 27)
    an_adopted_version(city.informed, city.director, review_on=review_on)
    before = datetime(2027, 10, 1, 9, tzinfo=ZoneInfo("Europe/Amsterdam"))
    assert services.take_up_reviews(before) == 0
    assert services.take_up_reviews(before + timedelta(days=30)) == 1
    assert services.take_up_reviews(before + timedelta(days=31)) == 0
    task = open_tasks("review_matrix").get()
    assert (task.person, task.due) == (city.informed, review_on)


def test_adopting_another_one_ends_the_question_to_review_the_first(city):
    an_adopted_version(city.informed, city.director, review_on=date(2027, 11, 27))
    services.take_up_reviews(datetime(2027, 11, 20, 9, tzinfo=ZoneInfo("Europe/Amsterdam")))
    an_adopted_version(city.informed, city.director, does="policy_adviser")
    assert not open_tasks("review_matrix").exists()


def test_the_gates_follow_what_was_adopted(city, chatbot):
    version = services.begin(actor=city.informed)
    for place in ("start-light", "start-standard"):
        parts = taking(version, place, accountable="department_head")
        services.change_gate(version=version, place=place, taking=parts, actor=city.informed)
    services.offer(version=version, reason="Zonder teammanagers.", actor=city.informed)
    classified(chatbot)
    services.adopt(version=version, review_on=LATER, actor=city.director)
    chatbot.organisation = city.organisation
    asked = requests.request_gate(application=chatbot, actor=city.employee)
    assert (asked.role, asked.holder) == ("department_head", city.head)
    assert row_for(city.organisation, "start", "light").accountable == "department_head"
    assert matrix_at(city.organisation, "governance@1").gates[0].accountable == "team_manager"
    assert matrix_of(city.organisation).status == "adopted"
