"""Steps of the walk: days go by, people leave, are away or come back, experiments are planned and concluded."""

from typing import Any

from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from roeland.decisions import ticking
from roeland.decisions.models import Decision, GateRequest
from roeland.organisation import services as organisation
from roeland.organisation.models import RoleHeld
from roeland.portfolio.models import Experiment
from roeland.work.models import Task
from tests.building.portfolio import a_lesson, a_plan, concluded, in_days
from tests.decisions.road.asking import NUMBERS, VALUES, Asking
from tests.decisions.road.law import Case
from tests.decisions.road.town import SEATS
from tests.decisions.road.walk import SEEN

COME_AND_GO = ("tom", "bea", "hind", "daan", "farid", "fatou", "cas", "hans")
LEAVE = ("daan", "julie")
ENDS = tuple(seat for seat in SEATS if (seat.role, seat.person) in {("dpo", "fatou"), ("team_manager", "bea")})


class Living(Asking):
    """What happens around the road."""

    @rule(weeks=st.sampled_from((1, 2, 4, 8)))
    def weeks_go_by(self, weeks: int) -> None:
        self.pass_days(7 * weeks)
        self._strike()

    @rule(number=NUMBERS, weeks=st.sampled_from((1, 12)))
    @precondition(lambda self: any(case.holds and case.in_use for case in self.cases))
    def change_and_wait(self, number: int, weeks: int) -> None:
        """The purpose of what was decided on changes, and nobody does anything."""
        held = [case for case in self.cases if case.holds and case.in_use]
        self.leave_alone(held[number % len(held)], weeks)

    def leave_alone(self, case: Case, weeks: int) -> None:
        was = VALUES["purpose"].index(case.fields["purpose"])
        self.write(case, "purpose", VALUES["purpose"][1 - was])
        self.pass_days(7 * weeks)
        self._strike()

    @rule()
    def strike_again(self) -> None:
        """The clock strikes each minute: the second time does nothing."""
        self._strike()
        assert ticking.take_up(timezone.now()) == 0

    def _strike(self) -> None:
        ticking.take_up(timezone.now())
        organisation.take_up_absences(timezone.now())
        for case in self.cases:
            if case.holds and case.holds.is_over and case.in_use:
                SEEN["term over"] += case.holds.lapses_in is None
                self.lapsed(case)
            elif case.holds and case.holds.is_over:
                assert Decision.objects.get(pk=case.holds.key).lapsed_on is not None
                case.holds = None

    @rule(who=st.sampled_from((*COME_AND_GO, *LEAVE, *ENDS)), really=st.sampled_from((1, 0)))
    def people_change(self, who: Any, really: int) -> None:
        """Somebody is away from today or back; now and then somebody leaves, or a role ends."""
        if who in ENDS:
            self._end_a_role(who)
        elif who in LEAVE and really:
            self._leave(who)
        elif who in COME_AND_GO:
            self._come_or_go(who)

    def _come_or_go(self, who: str) -> None:
        if who in self.staff.gone:
            return
        person = self.person(who)
        if who in self.staff.away:
            organisation.end_absence(person=person, actor=person)
            self.staff.away.discard(who)
        else:
            organisation.note_absence(person=person, starts=self.today, ends=None, actor=person)
            self.staff.away.add(who)
        self.town.look_again()
        SEEN["people changed"] += 1

    def _leave(self, who: str) -> None:
        if who not in self.staff.gone:
            organisation.let_go(person=self.person(who), actor=None)
            self.staff.gone.add(who)
            self.town.look_again()
            SEEN["people changed"] += 1

    def _end_a_role(self, seat: Any) -> None:
        if seat not in self.staff.ended:
            held = RoleHeld.objects.get(pk=self.town.held[seat].pk)
            organisation.end_role(role_held=held, actor=None)
            self.staff.ended.add(seat)
            SEEN["people changed"] += 1

    @rule(number=NUMBERS)
    @precondition(lambda self: any(not case.trial and case.phase != "rejected" for case in self.cases))
    def plan_a_trial(self, number: int) -> None:
        free = [case for case in self.cases if not case.trial and case.phase != "rejected"]
        self.plan(free[number % len(free)])

    def plan(self, case: Case) -> None:
        a_plan(self.row(case), self.person(case.reporter))
        case.trial, case.trial_ends_in = "planned", 60
        if case.phase == "experiment" and case.holds:
            case.trial = "running"

    @rule(number=NUMBERS, answer=st.sampled_from(("go_on", "adapt", "go_live", "stop")))
    @precondition(lambda self: any(case.trial == "running" for case in self.cases))
    def conclude_a_trial(self, number: int, answer: str) -> None:
        """Who let it begin says what comes of it."""
        running = [case for case in self.cases if case.trial == "running"]
        case = running[number % len(running)]
        experiment = Experiment.objects.get(application=case.key, state="running")
        who = self.town.name_of(experiment.accountable_id)
        why_not = {"NotPermitted"} if who in self.staff.gone else set()
        own = {case.owner, self.town.name_of(experiment.owner_id)} - {""}
        why_not |= {"CannotConclude"} if answer != "stop" and who in own else set()
        a_lesson(experiment, self.person("ine"))
        actor, more = self.person(who), {"ends_on": in_days(90)} if answer in ("go_on", "adapt") else {}
        route = self.row(case).route
        if self.attempt(lambda: concluded(experiment, actor, answer, **more), why_not, f"concluded: {answer}"):
            self._was_concluded(case, answer, who, route)

    def _was_concluded(self, case: Case, answer: str, who: str, route: str) -> None:
        if answer in ("go_on", "adapt"):
            case.trial_ends_in = 90
            if case.holds and case.holds.ends_in is not None and route != "full":
                case.holds.ends_in = 90
            return
        case.trial = ""
        accountable = route if route != "unknown" else case.at_most
        if answer == "stop" and case.in_use and who in self.staff.may_stop(accountable, case.unit):
            case.phase, case.holds, case.asked, case.proposed = "stopped", None, None, None
        if answer == "go_live" and case.phase == "experiment" and not case.asked:
            self._goes_live_after(case)

    def _goes_live_after(self, case: Case) -> None:
        """The gate is asked at once, in the name of who ran it; where it cannot be, somebody has the task to ask it."""
        made = GateRequest.objects.filter(application=case.key, closed_at=None).first()
        if made is None:
            assert Task.objects.filter(kind="ask_go_live", subject_id=case.key, done_at=None).exists()
            SEEN["to ask after a trial"] += 1
            return
        assert (made.gate, made.leads_to) == ("go_live", "production")
        assert case.at_most != "forbidden"
        self._was_asked(case, made, self.town.name_of(made.asked_by_id))
        SEEN["asked after a trial"] += 1
