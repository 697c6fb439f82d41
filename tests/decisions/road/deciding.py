"""Steps of the walk: decisions by the right and the wrong people, the competent organ, conditions and a stop."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from roeland.decisions import models, services
from roeland.decisions.weighing import Wanted, Words
from tests.decisions.road.answering import VERDICTS, asked_somewhere
from tests.decisions.road.asking import NUMBERS
from tests.decisions.road.law import Asked, Case, Condition, Decided, Spoke, needs_words, outdated
from tests.decisions.road.town import SEATS, ahead
from tests.decisions.road.walk import SEEN, Walk

ANSWERS = ("yes", "yes", "yes", "yes_if", "yes_if", "no", "back")
EVERYBODY = ("tom", "bea", "hind", "dina", "daan", "eva", "ine", "tess", "dirk", "farid")


@dataclass(frozen=True)
class Manner:
    """How somebody decides: on each advice they say something or not, and so on."""

    weighs: bool = True
    deviates: bool = False
    confirms: bool = True
    gives_reason: bool = True
    term: int | None = None
    organ: str = ""


MANNERS = st.builds(
    Manner,
    weighs=st.sampled_from((True, True, True, False)),
    deviates=st.booleans(),
    confirms=st.sampled_from((True, True, True, False)),
    gives_reason=st.sampled_from((True, True, True, False)),
    term=st.sampled_from((None, None, 20, 400, -1)),
    organ=st.sampled_from(("", "", "favour", "against")),
)
CAREFUL = st.builds(
    Manner,
    deviates=st.booleans(),
    term=st.sampled_from((None, 20, 400)),
    organ=st.sampled_from(("", "favour", "favour")),
)


class Deciding(Walk):
    """How a request is answered, and what may overrule that."""

    @asked_somewhere
    @rule(number=NUMBERS, answer=st.sampled_from(ANSWERS), who=NUMBERS, deviates=st.booleans())
    def decide(self, number: int, answer: str, who: int, deviates: bool) -> None:
        """Somebody whose decision it is decides, with care."""
        case = self.asked_case(number)
        _, persons = self.deciders(case, case.asked)
        names = sorted(persons) or ["dina"]
        self._decide(case, answer, names[who % len(names)], Manner(deviates=deviates))

    @rule(
        number=NUMBERS, way=NUMBERS, verdict=st.sampled_from(VERDICTS), answer=st.sampled_from(ANSWERS), manner=CAREFUL
    )
    @precondition(lambda self: any(case.route for case in self.alive))
    def go_all_the_way(self, number: int, way: int, verdict: str, answer: str, manner: Manner) -> None:
        """It is asked, everybody says the same, and it is decided: the road of most applications, in one step."""
        ready = [case for case in self.alive if case.route]
        self._go(ready[number % len(ready)], way, verdict, answer, manner)

    @rule(number=NUMBERS, way=NUMBERS, manner=CAREFUL)
    @precondition(lambda self: any(case.route for case in self.alive))
    def go_on_well(self, number: int, way: int, manner: Manner) -> None:
        ready = [case for case in self.alive if case.route]
        self._go(ready[number % len(ready)], way, "positive", "yes", manner)

    @rule(
        number=NUMBERS, way=NUMBERS, deviates=st.booleans(), answer=st.sampled_from(("yes_if", "yes_if", "back", "no"))
    )
    @precondition(lambda self: any(case.route for case in self.alive))
    def go_on_with_care(self, number: int, way: int, deviates: bool, answer: str) -> None:
        manner = Manner(deviates=deviates, organ="favour")
        ready = [case for case in self.alive if case.route]
        self._go(ready[number % len(ready)], way, "negative" if deviates else "conditional", answer, manner)

    def _go(self, case: Case, way: int, verdict: str, answer: str, manner: Manner) -> None:
        if not case.asked:
            self.ask_for_a_way(case, way, by_reporter=True)
        if case.asked:
            self.everybody_says(case, verdict)
            names = sorted(self.deciders(case, case.asked)[1]) or ["dina"]
            self._decide(case, answer, names[way % len(names)], manner)

    @asked_somewhere
    @rule(
        number=NUMBERS, answer=st.sampled_from(ANSWERS), who=st.sampled_from(EVERYBODY), manner=MANNERS, right=NUMBERS
    )
    def decide_anyhow(self, number: int, answer: str, who: str, manner: Manner, right: int) -> None:
        """Somebody decides, perhaps not the right one, perhaps carelessly."""
        case = self.asked_case(number)
        _, persons = self.deciders(case, case.asked)
        names = sorted(persons) if right > 1 else []
        self._decide(case, answer, names[right % len(names)] if names else who, manner)

    @asked_somewhere
    @rule(number=NUMBERS, answer=st.sampled_from(("no", "back")), who=st.sampled_from(EVERYBODY), own=st.booleans())
    def decide_in_the_place_of_another(self, number: int, answer: str, who: str, own: bool) -> None:
        """Somebody with all in order but the right to, or whose own request it is: nothing else can refuse them."""
        case = self.asked_case(number)
        who = next(iter(sorted(case.own(case.asked.by))), who) if own else who
        if self._who_may_not(case, case.asked, who):
            self._decide(case, answer, who, Manner())

    def _decide(self, case: Case, answer: str, who: str, manner: Manner) -> None:
        asked, said = case.asked, self.said(case.asked)
        opens = answer in ("yes", "yes_if")
        why_not = self._who_may_not(case, asked, who) | self._what_may_not(case, asked, said, answer, manner)
        if opens and self._unweighed(said, answer, manner):
            why_not.add("NotWeighed")
        ends_in = self._term(case, asked, manner)
        why_not |= {"TermInThePast"} if opens and ends_in is not None and ends_in <= 0 else set()
        conditions = self._conditions(asked, manner) if answer in ("yes", "yes_if") else []
        made = self.attempt(self._act(asked, answer, who, manner, said, conditions), why_not, f"decided: {answer}")
        if made:
            self._was_decided(case, asked, made, who, manner)

    def _who_may_not(self, case: Case, asked: Asked, who: str) -> set[str]:
        why_not = {"OwnRequest"} if who in case.own(asked.by) else set()
        if who not in self.deciders(case, asked)[1]:
            why_not.add("NotTheHolder")
        return why_not

    def _what_may_not(self, case: Case, asked: Asked, said: list[Spoke], answer: str, manner: Manner) -> set[str]:
        opens, why_not = answer in ("yes", "yes_if"), set()
        if asked.route == "forbidden" and answer != "no":
            why_not.add("NoYesHere")
        if opens and case.shut_for_yes(asked.gate, asked.leads_to, said):
            why_not.add("GateClosed")
        if not opens and not manner.gives_reason:
            why_not.add("ReasonMissing")
        if asked.route == "full" and not manner.confirms:
            why_not.add("SecondFactorNeeded")
        if opens and manner.organ == "against":
            why_not.add("OrganDoesNotFit")
        return why_not

    def _unweighed(self, said: list[Spoke], answer: str, manner: Manner) -> bool:
        """Whether the decision leaves an advice without a word, or follows conditions that it does not set."""
        if not manner.weighs:
            return any(needs_words(one) for one in said)
        conditional = [one for one in said if one.verdict == "conditional" and needs_words(one)]
        return any(self._follows(one, manner) for one in conditional) and answer == "yes"

    def _follows(self, one: Spoke, manner: Manner) -> bool:
        return one.verdict == "conditional" and (one.kind == "consent" or not manner.deviates)

    def _term(self, case: Case, asked: Asked, manner: Manner) -> int | None:
        trial = case.trial_ends_in if asked.leads_to == "experiment" and case.trial == "planned" else None
        return min((days for days in (manner.term, trial) if days is not None), default=None)

    def _conditions(self, asked: Asked, manner: Manner) -> list[Wanted]:
        """One of the decision's own, and those of every advice that it follows."""
        due, owner = self.today + timedelta(days=30), self.person("ine")
        given = models.Advice.objects.filter(inquiry__gate_request=asked.key, replaced_by=None, verdict="conditional")
        taken = [Wanted(one.conditions[0], owner, due, one) for one in given.order_by("given_at", "pk")]
        return [Wanted("Alleen intern.", owner, due), *taken]

    def _act(
        self, asked: Asked, answer: str, who: str, manner: Manner, said: list[Spoke], conditions: list[Wanted]
    ) -> Callable[[], Any]:
        request, days = models.GateRequest.objects.get(pk=asked.key), manner.term
        return lambda: services.decide(
            gate_request=request,
            answer=answer,
            actor=self.person(who),
            reasons="Daarom." if manner.gives_reason else " ",
            conditions=conditions,
            said=self._words(asked, said, manner) if manner.weighs else {},
            ends_on=None if days is None else self.today + timedelta(days=days),
            second_factor=manner.confirms,
            organ_act=getattr(self.town.acts, manner.organ) if manner.organ else None,
        )

    def _words(self, asked: Asked, said: list[Spoke], manner: Manner) -> dict[str, Words]:
        keys = {(one.kind, one.role): str(one.pk) for one in models.Inquiry.objects.filter(gate_request=asked.key)}
        return {keys[one.kind, one.role]: self._word(one, manner) for one in said if needs_words(one)}

    def _word(self, one: Spoke, manner: Manner) -> Words:
        if not one.verdict:
            return Words("gap" if one.vacant else "went_on", "Opgevangen.")
        return Words("followed") if self._follows(one, manner) else Words("deviated", "Weegt minder.")

    def _was_decided(self, case: Case, asked: Asked, made: models.Decision, who: str, manner: Manner) -> None:
        opens, case.asked = made.answer in ("yes", "yes_if"), None
        role, _ = self.deciders(case, asked)
        seat = self._seat(role, who)
        proposal = made.answer != "back" and not manner.organ
        proposal = proposal and (not seat.mandate or (asked.route == "full" and opens and not seat.decides_alone))
        assert (made.role, made.is_proposal, self.town.name_of(made.taken_by_id)) == (role, proposal, who)
        decided = Decided(made.pk, asked.gate, asked.leads_to, asked.rests_on, made.answer, who, asked=asked)
        decided.ends_in = ahead(self.today, made.ends_on)
        decided.conditions = [Condition(one.pk, "ine") for one in made.conditions_set.all()]
        assert bool(decided.conditions) == (made.answer == "yes_if")
        assert decided.ends_in == (self._term(case, asked, manner) if opens else None)
        SEEN["deviated"] += made.weighings.filter(outcome="deviated").count()
        if made.answer == "back":
            return
        if proposal:
            case.proposed = decided
            SEEN["proposed"] += 1
        else:
            self._takes_effect(case, decided)

    def _seat(self, role: str, who: str) -> Any:
        return next(seat for seat in SEATS if seat.role == role and who in (seat.person, seat.deputy))

    def _takes_effect(self, case: Case, decided: Decided) -> None:
        before = case.phase, case.holds, case.undecided
        if decided.answer == "no":
            case.refused(decided.gate, prohibited=decided.asked.route == "forbidden")
            return
        again = models.Decision.objects.filter(gate_request__application=case.key).exclude(lapsed_on=None).exists()
        case.takes_effect(decided)
        SEEN["decided again after it ended"] += again
        SEEN["production"] += case.phase == "production" and before[0] != "production"
        SEEN["experiment"] += case.phase == "experiment" and before[0] != "experiment"
        SEEN["started again"] += before[0] == "stopped"

    @rule(number=NUMBERS, act=st.sampled_from(("favour", "favour", "against", "court")))
    @precondition(lambda self: any(case.proposed for case in self.cases))
    def confirm(self, number: int, act: str) -> None:
        """What the competent organ decided is recorded; a proposal that was overtaken takes no effect any more."""
        rows = models.Decision.objects.filter(organisation=self.town.organisation, is_proposal=True, organ_act=None)
        proposals = list(rows.select_related("gate_request__application").order_by("taken_at", "pk"))
        decision = proposals[number % len(proposals)]
        case = next(case for case in self.cases if case.key == decision.gate_request.application_id)
        current = case.proposed if case.proposed and case.proposed.key == decision.pk else None
        why_not = self._why_not_confirmed(case, current, act)
        organ, actor = getattr(self.town.acts, act), self.person("ine")
        done = self.attempt(
            lambda: services.confirm(decision=decision, act=organ, actor=actor), why_not, f"confirmed: {act}"
        )
        if done and current:
            self._was_confirmed(case, current, act)

    def _why_not_confirmed(self, case: Case, current: Decided | None, act: str) -> set[str]:
        why_not = {"OrganDoesNotFit"} if act == "court" else set()
        if current is None:
            return why_not | {"NotAProposal"}
        if outdated(current.rests_on, case.known, current.gate):
            why_not.add("Lapsed")
        if act == "favour" and current.answer != "no":
            shut = case.shut_for_yes(current.gate, current.leads_to, self.said(current.asked))
            why_not |= {"GateClosed"} if shut else set()
        return why_not

    def _was_confirmed(self, case: Case, current: Decided, act: str) -> None:
        """Its word takes effect; what was asked meanwhile must be asked again."""
        if act == "against":
            case.refused(current.gate, prohibited=current.asked.route == "forbidden")
        else:
            self._takes_effect(case, current)
        case.proposed = None
        if case.asked:
            assert models.GateRequest.objects.get(pk=case.asked.key).outcome == "lapsed"
            case.asked = None
            SEEN["overtaken by an organ"] += 1

    @rule(number=NUMBERS, who=st.sampled_from(("ine", "ine", "eva")))
    @precondition(lambda self: any(not one.met for case in self.cases for one in case.conditions))
    def meet_a_condition(self, number: int, who: str) -> None:
        unmet = [one for case in self.cases for one in case.conditions if not one.met]
        condition = unmet[number % len(unmet)]
        row, actor = models.Condition.objects.get(pk=condition.key), self.person(who)
        why_not = set() if who == "ine" else {"NotTheOwner"}
        if self.attempt(lambda: services.meet(condition=row, how="Gedaan.", actor=actor), why_not, "condition met"):
            condition.met = True

    @rule(number=NUMBERS, who=st.sampled_from(("tom", "hind", "dina", "daan", "cas", "farid")))
    @precondition(lambda self: any(case.in_use for case in self.cases))
    def stop(self, number: int, who: str) -> None:
        case = self.case(number)
        row, actor = self.row(case), self.person(who)
        why_not = set() if case.in_use else {"NothingToStop"}
        accountable = row.route if row.route in ("light", "standard", "full", "forbidden") else row.route_at_most
        why_not |= set() if who in self.staff.may_stop(accountable, case.unit) else {"MayNotStop"}
        if self.attempt(lambda: services.stop(application=row, reason="Fout.", actor=actor), why_not, "stopped"):
            case.phase, case.holds, case.asked, case.proposed = "stopped", None, None, None
            case.trial_follows()
