"""From closing to signing: everybody advises on the same text, who is accountable signs it, and then it stands."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from roeland.assessments.instruments import queries, refusals, sealing, services, ticking
from roeland.assessments.models import Assessment, Opinion
from roeland.journal.models import Detail, Entry
from roeland.journal.queries import entries_of
from roeland.obligations.models import Duty, Evidence
from roeland.organisation.access import NotPermitted
from roeland.organisation.models import RoleHeld
from roeland.questionnaires import services as sheets
from roeland.questionnaires.models import Answer as Row
from roeland.questionnaires.services import AlreadySubmitted
from roeland.rules.questionnaire import Answer
from roeland.work.models import Message, Task
from tests.building.instruments import begun, closed, filled, said, signed
from tests.building.organisation import a_person


def advise(row, actor, *, role="dpo", verdict="agreed", text="Goed zo."):
    return services.advise(assessment=row, role=role, verdict=verdict, text=text, actor=actor)


def sign(row, actor, *, answers=None, reasons="Nagelezen."):
    return services.sign(assessment=row, actor=actor, seen=row.sha256, answers=answers, reasons=reasons)


def tasks(kind):
    return {
        (task.person.name if task.person else None, task.role) for task in Task.objects.filter(kind=kind, done_at=None)
    }


def verbs(application):
    return [entry.verb for entry in entries_of(application.organisation_id, subject=application)]


class TestClosing:
    def test_nothing_is_closed_while_a_question_has_no_answer(self, town, benefits):
        row = begun(benefits, town.privacy_officer)
        with pytest.raises(refusals.SomethingOpen) as something:
            services.close(assessment=row, actor=town.privacy_officer)
        assert something.value.parts["risks"] == 1  # at least one row
        assert something.value.parts["proposal"] == 1  # what it is for is known
        assert Assessment.objects.get(pk=row.pk).state == "filling"

    def test_i_do_not_know_is_an_answer(self, town, benefits):
        row = filled(benefits, town.privacy_officer)
        services.save(assessment=row, answers={"purpose": Answer(unknown=True)}, actor=town.privacy_officer)
        assert services.close(assessment=row, actor=town.privacy_officer).state == "advice"

    def test_whoever_advises_is_asked_and_nobody_can_change_it_any_more(self, town, benefits):
        row = closed(benefits, town.privacy_officer)
        assert tasks("advise_on_assessment") == {("Dpo", "dpo")}
        with pytest.raises(refusals.NotNow):
            said(row, town.privacy_officer, purpose="Iets anders.")
        with pytest.raises(AlreadySubmitted):
            sheets.save(sheet=row.sheet, answers={"purpose": Answer("Iets anders.")}, actor=town.privacy_officer)

    def test_advice_that_nobody_can_give_waits_for_who_gets_the_role(self, town, benefits):
        RoleHeld.objects.filter(person=town.dpo).delete()
        closed(benefits, town.privacy_officer)
        assert tasks("advise_on_assessment") == {(None, "dpo")}

    def test_opening_it_again_asks_everybody_anew(self, town, benefits):
        row = closed(benefits, town.privacy_officer)
        advise(row, town.dpo)
        services.reopen(assessment=row, because="De FG vraagt nog iets.", actor=town.dpo)
        assert tasks("advise_on_assessment") == tasks("sign_assessment") == set()
        assert Message.objects.filter(code="assessment_reopened", person=town.privacy_officer).exists()
        said(row, town.privacy_officer, purpose="Iets anders.")
        row = services.close(assessment=row, actor=town.privacy_officer)
        assert queries.read(row).standing == {}  # what was said was about another text
        assert Opinion.objects.filter(assessment=row).count() == 1  # and stays readable
        assert tasks("advise_on_assessment") == {("Dpo", "dpo")}

    def test_opening_it_again_needs_a_reason(self, town, benefits):
        row = closed(benefits, town.privacy_officer)
        with pytest.raises(refusals.NoReason):
            services.reopen(assessment=row, because=" ", actor=town.privacy_officer)


class TestAdvising:
    def test_only_in_a_role_that_somebody_holds(self, town, benefits):
        row = closed(benefits, town.privacy_officer)
        with pytest.raises(NotPermitted):
            advise(row, town.privacy_officer)
        with pytest.raises(refusals.NotTheirPart):
            advise(row, town.dpo, role="ciso")

    def test_it_says_nothing_without_words(self, town, benefits):
        row = closed(benefits, town.privacy_officer)
        with pytest.raises(refusals.NoReason):
            advise(row, town.dpo, text="  ")

    def test_the_newest_advice_of_a_role_counts(self, town, benefits):
        row = closed(benefits, town.privacy_officer)
        advise(row, town.dpo, verdict="not_agreed", text="Nog niet.")
        advise(row, town.dpo)
        assert queries.read(row).standing["dpo"].verdict == "agreed"

    def test_who_signs_is_asked_once_the_law_is_met(self, town, benefits):
        row = closed(benefits, town.privacy_officer)
        assert tasks("sign_assessment") == set()
        advise(row, town.dpo)
        assert tasks("sign_assessment") == {("Hind Amrani", "department_head")}
        assert tasks("advise_on_assessment") == set()

    def test_what_it_says_does_not_stand_in_the_journal(self, town, benefits):
        row = closed(benefits, town.privacy_officer)
        advise(row, town.dpo, text="Het wachtwoord staat op een briefje.")
        assert "assessment.advised" in verbs(benefits)
        assert "wachtwoord" not in str(list(Detail.objects.values_list("values", flat=True)))
        assert not Entry.objects.filter(reason__contains="wachtwoord").exists()


class TestSigning:
    def test_it_needs_the_advice_of_the_dpo(self, town, benefits):
        row = closed(benefits, town.privacy_officer)
        with pytest.raises(refusals.Gaps) as gaps:
            sign(row, town.head)
        assert gaps.value.codes == ("advice_missing:dpo",)

    def test_only_who_is_accountable_in_the_matrix(self, town, benefits):
        row = closed(benefits, town.privacy_officer)
        advise(row, town.dpo)
        for person in (town.privacy_officer, town.dpo, town.information_manager, town.elsewhere, town.reporter):
            with pytest.raises(NotPermitted):
                sign(row, person)
        done = sign(row, town.head)
        assert (done.signed_as, done.mandate) == ("department_head", "governance@1")

    def test_of_advice_that_asks_something_one_says_what_is_done_with_it(self, town, benefits):
        row = closed(benefits, town.privacy_officer)
        advise(row, town.dpo, verdict="conditions", text="Bewaar het korter.")
        with pytest.raises(refusals.Gaps) as gaps:
            sign(row, town.head, answers={"dpo": " "})
        assert gaps.value.codes == ("advice_unanswered",)
        sign(row, town.head, answers={"dpo": "Zes maanden, zoals gevraagd."})
        assert Opinion.objects.get().answer == "Zes maanden, zoals gevraagd."

    def test_nobody_signs_on_their_own_advice(self, town, benefits):
        both = a_person(town.organisation, "Ward Beide", role="department_head", unit=town.team)
        row = closed(benefits, town.privacy_officer)
        opinion = advise(row, town.dpo)
        Opinion.objects.filter(pk=opinion.pk).update(person=both)
        with pytest.raises(refusals.Gaps) as gaps:
            sign(row, both)
        assert gaps.value.codes == ("own_advice",)

    def test_one_signs_the_text_that_one_read(self, town, benefits):
        row = closed(benefits, town.privacy_officer)
        seen = row.sha256
        services.reopen(assessment=row, because="Nog iets.", actor=town.privacy_officer)
        said(row, town.privacy_officer, purpose="Iets anders.")
        row = services.close(assessment=row, actor=town.privacy_officer)
        advise(row, town.dpo)
        with pytest.raises(refusals.NotNow):
            services.sign(assessment=row, actor=town.head, seen=seen, reasons="Gelezen.")

    def test_who_did_not_advise_is_named_by_a_reason(self, town, benefits, monkeypatch):
        """The matrix can ask more advice than the law."""
        monkeypatch.setattr(Assessment, "advisers", property(lambda self: ("dpo", "ciso")))
        row = closed(benefits, town.privacy_officer)
        advise(row, town.dpo)
        with pytest.raises(refusals.NoReason):
            sign(row, town.head, reasons="")
        assert sign(row, town.head, reasons="De CISO is ziek; het raakt de beveiliging niet.").state == "signed"

    def test_it_shows_that_the_obligation_is_met(self, town, benefits):
        row = signed(benefits, town.privacy_officer, town.dpo, town.head)
        duty = Duty.objects.get(application=benefits, code="N02")
        assert duty.standing == "met"
        assert Evidence.objects.get(duty=duty).link == row.get_absolute_url()
        assert verbs(benefits).count("obligation.noted") == 1

    def test_the_next_version_takes_the_place_of_the_evidence(self, town, benefits):
        first = signed(benefits, town.privacy_officer, town.dpo, town.head)
        second = signed(benefits, town.privacy_officer, town.dpo, town.head)
        assert second.previous == first
        assert Assessment.objects.get(pk=first.pk).state == "replaced"
        newest = Evidence.objects.get(duty__code="N02", duty__application=benefits, replaced_by=None)
        assert (newest.link, newest.number) == (second.get_absolute_url(), 2)

    def test_an_application_that_is_not_asked_for_one_can_have_one(self, town, spelling):
        row = signed(spelling, town.privacy_officer, town.dpo, town.head)
        assert row.state == "signed"
        assert not Evidence.objects.exists()

    def test_whatever_happens_afterwards_it_stays_what_was_signed(self, town, benefits):
        row = signed(benefits, town.privacy_officer, town.dpo, town.head)
        text, answers = row.content, list(Row.objects.filter(sheet=row.sheet).order_by("pk").values())
        again = services.begin_again(assessment=row, actor=town.privacy_officer)
        key = queries.read(again).filled.parts["risks"][0]
        services.take_away_row(assessment=again, section="risks", key=key, actor=town.privacy_officer)
        said(again, town.privacy_officer, purpose="Helemaal anders.")
        services.stop(assessment=again, because="Toch niet.", actor=town.privacy_officer)
        benefits.name = "Andere naam"
        benefits.save()
        row = Assessment.objects.get(pk=row.pk)
        assert row.content == text
        assert list(Row.objects.filter(sheet=row.sheet).order_by("pk").values()) == answers
        assert sealing.is_whole(queries.read(row))

    def test_a_change_behind_roelands_back_is_seen(self, town, benefits):
        row = signed(benefits, town.privacy_officer, town.dpo, town.head)
        Row.objects.filter(sheet=row.sheet, question="purpose").update(value="Iets heel anders.")
        assert not sealing.is_whole(queries.read(row))
        assert sealing.is_whole(queries.read(signed(benefits, town.privacy_officer, town.dpo, town.head)))


class TestLookingAgain:
    def test_when_the_time_has_come_who_writes_is_asked_once(self, town, benefits):
        row = signed(benefits, town.privacy_officer, town.dpo, town.head)
        Assessment.objects.filter(pk=row.pk).update(review_on=date(2029, 1, 1))
        before = timezone.make_aware(datetime(2028, 12, 31, 12))
        assert ticking.take_up(before) == 0
        after = before + timedelta(days=1)
        assert (ticking.take_up(after), ticking.take_up(after)) == (1, 0)
        assert tasks("review_assessment") == {("Privacy Officer", "privacy_officer")}


class TestStopping:
    def test_what_was_filled_in_stays_and_a_new_one_can_begin(self, town, benefits):
        row = filled(benefits, town.privacy_officer)
        services.stop(assessment=row, because="We kopen het toch niet.", actor=town.privacy_officer)
        again = begun(benefits, town.privacy_officer)
        assert (again.number, again.previous) == (2, None)
        assert Row.objects.filter(sheet=row.sheet).exists()

    def test_one_needs_a_reason(self, town, benefits):
        with pytest.raises(refusals.NoReason):
            services.stop(assessment=begun(benefits, town.privacy_officer), because="", actor=town.privacy_officer)
