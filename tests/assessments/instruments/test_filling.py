"""Filling in together: who may fill in what, rows, parts that are asked of people, remarks and proposals."""

import pytest
from django.db import IntegrityError

from roeland.assessments.instruments import queries, refusals, services
from roeland.assessments.models import Assessment, Contribution
from roeland.organisation.access import NotPermitted, OtherOrganisation
from roeland.organisation.models import RoleHeld
from roeland.questionnaires import queries as sheets
from roeland.questionnaires import remarks
from roeland.questionnaires.models import Row
from roeland.questionnaires.rows import NoSuchRow, TooManyRows
from roeland.questionnaires.services import NotOpen
from roeland.register.models import Phase
from roeland.rules.questionnaire import Answer
from roeland.work.models import Message, Task
from tests.building.instruments import a_row, begun, closed, filled, said
from tests.building.organisation import a_person, an_organisation


@pytest.fixture
def dpia(town, benefits) -> Assessment:
    return begun(benefits, town.privacy_officer)


def answer(dpia, code):
    found = sheets.answers(dpia.sheet).get(code)
    return found.value if found else None


def parts_asked(person):
    return [task.detail.splitlines() for task in Task.objects.filter(kind="fill_in_part", person=person, done_at=None)]


class TestBeginning:
    def test_a_second_time_one_goes_on_with_it(self, town, benefits, dpia):
        assert begun(benefits, town.information_manager) == dpia

    def test_two_at_once_can_never_be_open(self, town, benefits, dpia):
        with pytest.raises(IntegrityError):
            Assessment.objects.create(
                organisation=town.organisation,
                application=benefits,
                instrument="dpia",
                sheet=filled_elsewhere(town),
                number=9,
                begun_by=town.privacy_officer,
                begun_at=dpia.begun_at,
            )

    def test_what_is_no_longer_used_needs_none(self, town, benefits):
        benefits.phase = Phase.RETIRED
        benefits.save()
        with pytest.raises(refusals.NotForThisPhase):
            begun(benefits, town.privacy_officer)

    def test_not_everybody_begins_one(self, town, benefits):
        for person in (town.colleague, town.elsewhere, town.dpo, town.ciso):
            with pytest.raises(NotPermitted):
                begun(benefits, person)


def filled_elsewhere(town):
    return sheets.Sheet.objects.create(
        organisation=town.organisation,
        questionnaire="dpia@1",
        started_by=town.privacy_officer,
        started_at=Assessment.objects.first().begun_at,
    )


class TestWhoFillsInWhat:
    def test_who_writes_fills_in_everything_and_an_expert_their_own_part(self, town, dpia):
        everything = {section.code for section in dpia.form.sections}
        assert services.may_fill(town.privacy_officer, dpia) == everything
        assert services.may_fill(town.information_manager, dpia) == everything
        assert services.may_fill(town.ciso, dpia) == {"security"}
        assert services.may_fill(town.colleague, dpia) == frozenset()

    def test_an_expert_cannot_write_in_the_part_of_another(self, town, dpia):
        said(dpia, town.ciso, protection="Versleuteld.")
        with pytest.raises(refusals.NotTheirPart):
            said(dpia, town.ciso, purpose="Iets anders.")
        with pytest.raises(NotPermitted):
            said(dpia, town.colleague, purpose="Iets.")
        assert answer(dpia, "purpose") == dpia.application.purpose

    def test_who_is_asked_may_fill_in_that_part_and_finds_it_in_my_work(self, town, dpia):
        services.ask(assessment=dpia, section="machine", person=town.colleague, actor=town.privacy_officer)
        services.ask(assessment=dpia, section="rights", person=town.colleague, actor=town.privacy_officer)
        assert parts_asked(town.colleague) == [["Hoe de toepassing werkt", "De rechten van mensen"]]
        said(dpia, town.colleague, told="Met een brief.")
        with pytest.raises(refusals.NotTheirPart):
            said(dpia, town.colleague, purpose="Iets anders.")

    def test_asking_somebody_else_takes_it_from_the_first(self, town, dpia):
        services.ask(assessment=dpia, section="machine", person=town.colleague, actor=town.privacy_officer)
        services.ask(assessment=dpia, section="machine", person=town.data_analyst, actor=town.privacy_officer)
        assert parts_asked(town.colleague) == []
        assert parts_asked(town.data_analyst) == [["Hoe de toepassing werkt"]]
        assert services.may_fill(town.colleague, dpia) == frozenset()

    def test_nobody_of_another_organisation_is_asked(self, town, dpia):
        stranger = a_person(an_organisation("Elders"), "Vreemde")
        with pytest.raises(OtherOrganisation):
            services.ask(assessment=dpia, section="machine", person=stranger, actor=town.privacy_officer)

    def test_an_answer_that_names_a_stranger_is_refused(self, town, dpia):
        stranger = a_person(an_organisation("Elders"), "Vreemde")
        key = a_row(dpia, "risks", town.privacy_officer)
        with pytest.raises(OtherOrganisation):
            said(dpia, town.privacy_officer, **{f"measure_by-{key}": str(stranger.pk)})

    def test_a_role_that_ended_opens_nothing(self, town, dpia):
        RoleHeld.objects.filter(person=town.ciso).delete()
        assert services.may_fill(type(town.ciso).objects.get(pk=town.ciso.pk), dpia) == frozenset()


class TestReady:
    def test_a_part_with_a_question_left_is_not_ready(self, town, dpia):
        said(dpia, town.privacy_officer, purpose="Helpen.")
        with pytest.raises(refusals.SomethingOpen) as something:
            services.ready(assessment=dpia, section="proposal", actor=town.privacy_officer)
        assert something.value.parts == {"proposal": 1}

    def test_whoever_was_asked_is_done(self, town, dpia):
        services.ask(assessment=dpia, section="proposal", person=town.colleague, actor=town.privacy_officer)
        said(dpia, town.colleague, purpose="Helpen.", process="Eerst dit, dan dat.")
        services.ready(assessment=dpia, section="proposal", actor=town.colleague)
        assert parts_asked(town.colleague) == []
        assert queries.read(dpia).complete == {"proposal"}

    def test_a_later_change_asks_again(self, town, dpia):
        self.test_whoever_was_asked_is_done(town, dpia)
        said(dpia, town.privacy_officer, purpose="Toch iets anders.")
        assert queries.read(dpia).complete == frozenset()
        assert parts_asked(town.colleague) == [["Het voorstel"]]

    def test_a_ready_part_without_rows_says_that_there_are_none(self, town, dpia):
        missing = "agreement-missing"
        assert missing in {one.code for one in queries.read(dpia).conclusions}
        services.ready(assessment=dpia, section="parties", actor=town.privacy_officer)
        assert missing not in {one.code for one in queries.read(dpia).conclusions}


class TestRows:
    def test_what_was_taken_away_comes_back_with_all_that_stood_in_it(self, town, dpia):
        key = a_row(dpia, "risks", town.privacy_officer)
        said(dpia, town.privacy_officer, **{f"risk_name-{key}": "Een lek", f"measure-{key}": "Versleutelen."})
        given = {"assessment": dpia, "section": "risks", "key": key, "actor": town.privacy_officer}
        services.take_away_row(**given)
        assert queries.read(dpia).filled.parts["risks"] == ()
        with pytest.raises(NotOpen):
            said(dpia, town.privacy_officer, **{f"risk_name-{key}": "Iets"})
        services.bring_back_row(**given)
        assert (answer(dpia, f"risk_name-{key}"), answer(dpia, f"measure-{key}")) == ("Een lek", "Versleutelen.")

    def test_a_part_that_does_not_repeat_has_none(self, town, dpia):
        with pytest.raises(NoSuchRow):
            a_row(dpia, "proposal", town.privacy_officer)
        with pytest.raises(NoSuchRow):
            a_row(dpia, "measures", town.privacy_officer)  # it follows the rows of another part

    def test_there_is_an_end_to_them(self, town, dpia):
        most = dpia.form.groups["risks"].repeat.at_most
        Row.objects.bulk_create(
            Row(
                organisation=town.organisation,
                sheet=dpia.sheet,
                section="risks",
                key=f"k{number}",
                number=number,
                added_by=town.privacy_officer,
                added_at=dpia.begun_at,
            )
            for number in range(most)
        )
        with pytest.raises(TooManyRows):
            a_row(dpia, "risks", town.privacy_officer)

    def test_the_next_version_has_the_same_rows_without_those_that_were_taken_away(self, town, benefits):
        row = filled(benefits, town.privacy_officer)
        gone = a_row(row, "risks", town.privacy_officer)
        services.take_away_row(assessment=row, section="risks", key=gone, actor=town.privacy_officer)
        kept = queries.read(row).filled
        services.close(assessment=row, actor=town.privacy_officer)
        Assessment.objects.filter(pk=row.pk).update(state="signed")
        row.refresh_from_db()
        again = queries.read(services.begin_again(assessment=row, actor=town.privacy_officer)).filled
        assert again.parts == kept.parts
        assert again.answers == kept.answers


class TestRemarks:
    def remark(self, dpia, person, **more):
        given = {"question": "purpose", "text": "Voor wie?"} | more
        return services.remark(assessment=dpia, actor=person, **given)

    def test_who_is_asked_to_look_hears_it_and_who_asked_hears_the_answer(self, town, dpia):
        first = self.remark(dpia, town.dpo, to=town.lawyer)
        assert Message.objects.filter(code="remark_for_you", person=town.lawyer).count() == 1
        self.remark(dpia, town.lawyer, text="Voor gezinnen.", under=first)
        assert Message.objects.filter(code="remark_for_you", person=town.dpo).count() == 1

    def test_a_proposal_becomes_the_answer_of_who_takes_it_over(self, town, dpia):
        said(dpia, town.privacy_officer, purpose="Helpen.")
        made = self.remark(dpia, town.dpo, proposal="Gezinnen helpen.")
        services.settle_remark(assessment=dpia, remark=made, taken_over=True, actor=town.privacy_officer)
        assert answer(dpia, "purpose") == "Gezinnen helpen."
        with pytest.raises(remarks.Settled):
            services.settle_remark(assessment=dpia, remark=made, taken_over=False, actor=town.privacy_officer)

    def test_who_advises_proposes_and_does_not_write(self, town, dpia):
        made = self.remark(dpia, town.dpo, proposal="Gezinnen helpen.")
        with pytest.raises(NotPermitted):
            services.settle_remark(assessment=dpia, remark=made, taken_over=True, actor=town.dpo)

    def test_a_proposal_fits_its_question(self, town, dpia):
        with pytest.raises(remarks.DoesNotFit):
            self.remark(dpia, town.dpo, question="decides_alone", proposal="ja")
        with pytest.raises(remarks.DoesNotFit):
            self.remark(dpia, town.dpo, proposal="x" * 4001)

    def test_it_says_something_about_a_question_that_there_is(self, town, dpia):
        with pytest.raises(remarks.NothingSaid):
            self.remark(dpia, town.dpo, text=" ")
        with pytest.raises(NotOpen):
            self.remark(dpia, town.dpo, question="no_such_question")

    def test_people_talk_on_when_it_is_closed_but_nothing_is_taken_over(self, town, benefits):
        row = closed(benefits, town.privacy_officer)
        made = self.remark(row, town.dpo, proposal="Anders.")
        with pytest.raises(refusals.NotNow):
            services.settle_remark(assessment=row, remark=made, taken_over=True, actor=town.privacy_officer)


class TestAtTheSameTime:
    def test_two_people_in_two_fields_do_not_meet_and_in_one_field_nothing_is_lost(self, town, dpia):
        seen = {"purpose": ""}
        one = services.save(
            assessment=dpia, answers={"purpose": Answer("Van de een.")}, actor=town.privacy_officer, seen=seen
        )
        other = services.save(
            assessment=dpia,
            answers={"purpose": Answer("Van de ander."), "process": Answer("Zo gaat het.")},
            actor=town.information_manager,
            seen=seen | {"process": ""},
        )
        assert one.conflicts == ()
        [conflict] = other.conflicts
        assert (conflict.mine.value, conflict.theirs.value) == ("Van de ander.", "Van de een.")
        assert (answer(dpia, "purpose"), answer(dpia, "process")) == ("Van de een.", "Zo gaat het.")

    def test_one_contribution_per_part(self, town, dpia):
        for person in (town.colleague, town.lawyer, town.colleague):
            services.ask(assessment=dpia, section="special", person=person, actor=town.privacy_officer)
        assert Contribution.objects.get(assessment=dpia).person == town.colleague
