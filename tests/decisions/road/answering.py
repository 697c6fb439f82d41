"""Steps of the walk: those who are asked give advice and facts, ask back, hand over; the FG, the CISO and the court."""

from functools import partial
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from roeland.decisions import services
from roeland.decisions.models import GateRequest, Inquiry, PriorConsultation, QuestionBack, UrgentWarning
from tests.decisions.road.asking import NUMBERS
from tests.decisions.road.law import LEVELS, Asked, Case
from tests.decisions.road.walk import SEEN, Walk

VERDICTS = ("positive", "positive", "conditional", "negative", "not_for_me")
asked_somewhere = precondition(lambda self: any(case.asked for case in self.cases))


class Answering(Walk):
    """What is said about an open request."""

    @asked_somewhere
    @rule(number=NUMBERS, which=NUMBERS, verdict=st.sampled_from(VERDICTS), right=st.sampled_from((1, 1, 1, 0)))
    def answer(self, number: int, which: int, verdict: str, right: int) -> None:
        """One of those who were asked speaks, or somebody who was not."""
        case = self.asked_case(number)
        if inquiries := self.inquiries(case):
            self._say(case, inquiries[which % len(inquiries)], verdict, right=bool(right))

    @asked_somewhere
    @rule(number=NUMBERS)
    def all_agree(self, number: int) -> None:
        """Everybody who was asked and can answer is positive."""
        self.everybody_says(self.asked_case(number), "positive")

    def everybody_says(self, case: Case, verdict: str) -> None:
        for inquiry in self.inquiries(case):
            if inquiry.answered_at is None:
                self._say(case, inquiry, verdict, right=True)

    def _say(self, case: Case, inquiry: Inquiry, verdict: str, *, right: bool) -> None:
        asked = case.asked
        assert asked
        may = self._may_answer(case, asked, inquiry)
        names = sorted(may) if right else ["tom", "wim", "arne"]
        if not names:
            return
        who = names[0]
        why_not = set() if who in may else {"AdvisesOwnRequest", "NotAsked"}
        if inquiry.kind == "facts":
            self.attempt(lambda: self._facts(inquiry, who), why_not, "facts")
        elif self.attempt(lambda: self._advice(inquiry, who, verdict), why_not, f"said: {verdict}"):
            asked.said[inquiry.kind, inquiry.role] = verdict
            asked.advisers |= {who} if verdict != "not_for_me" else set()
            SEEN["consent refused"] += (inquiry.kind, verdict) == ("consent", "negative")

    def _may_answer(self, case: Case, asked: Asked, inquiry: Inquiry) -> set[str]:
        barred = case.own(asked.by) | self.deciders(case, asked)[1]
        return self.staff.answerers(inquiry.role, inquiry.kind, case.unit, barred)

    def _facts(self, inquiry: Inquiry, who: str) -> Any:
        return services.give_facts(inquiry=inquiry, text="Zo is het.", actor=self.person(who))

    def _advice(self, inquiry: Inquiry, who: str, verdict: str) -> Any:
        return services.give_advice(
            inquiry=inquiry,
            verdict=verdict,
            reasons="Omdat.",
            conditions=["Meet elk jaar."] if verdict == "conditional" else (),
            reference="OR 2026-14",
            reference_date=self.today,
            actor=self.person(who),
        )

    @asked_somewhere
    @rule(number=NUMBERS, which=NUMBERS)
    def ask_back(self, number: int, which: int) -> None:
        """The clock stands still until somebody knows; a question that is open is answered."""
        case = self.asked_case(number)
        open_one = QuestionBack.objects.filter(inquiry__gate_request=case.asked.key, answered_at=None)
        if question := open_one.filter(inquiry__answered_at=None).first():
            self.attempt(lambda: self._answer_back(question), (), "answered back")
        elif waiting := [one for one in self.inquiries(case) if one.answered_at is None]:
            inquiry = waiting[which % len(waiting)]
            for who in sorted(self._may_answer(case, case.asked, inquiry))[:1]:
                self._ask_back(case, inquiry, who)

    def _ask_back(self, case: Case, inquiry: Inquiry, who: str) -> None:
        known = {case.asked.by, case.owner, case.reporter} - {who, ""} - self.staff.gone
        actor = self.person(who)
        why_not = set() if known else {"NobodyToAsk"}
        self.attempt(
            lambda: services.ask_back(inquiry=inquiry, question="Welke gegevens?", actor=actor), why_not, "asked back"
        )

    def _answer_back(self, question: QuestionBack) -> Any:
        return services.answer_back(question=question, answer="Geen.", actor=self.person("ine"))

    @asked_somewhere
    @rule(number=NUMBERS, to_colleague=st.booleans())
    def pass_to_colleague(self, number: int, to_colleague: bool) -> None:
        case = self.asked_case(number)
        mine = [one for one in self.inquiries(case) if one.role == "dpo" and one.answered_at is None]
        for inquiry in mine:
            may = sorted(self._may_answer(case, case.asked, inquiry))
            self._hand_over(inquiry, may, may[-1] if to_colleague and may else "julie")

    def _hand_over(self, inquiry: Inquiry, may: list[str], to: str) -> None:
        actor, person = self.person(may[0] if may else "farid"), self.person(to)
        why_not = {"AnotherRole"} if len(may) < 2 or to not in may else set()
        why_not |= {"NotAsked", "AdvisesOwnRequest"} if not may else set()

        def act() -> Any:
            return services.hand_over(inquiry=inquiry, person=person, actor=actor)

        if row := self.attempt(act, why_not, "handed over"):
            assert row.holder_id == person.pk

    @asked_somewhere
    @rule(number=NUMBERS, who=st.sampled_from(("farid", "fatou", "cas")))
    def take_up(self, number: int, who: str) -> None:
        """The FG pulls a request in."""
        case = self.asked_case(number)
        request = GateRequest.objects.get(pk=case.asked.key)
        acting = {name for name, _ in self.staff.acting("dpo", case.unit)}
        why_not = set() if who in acting else {"NotPermitted", "NotAsked"}
        why_not |= {"AlreadyInvolved"} if any(one.role == "dpo" for one in self.inquiries(case)) else set()
        actor = self.person(who)
        self.attempt(lambda: services.pull_in(gate_request=request, actor=actor), why_not, "pulled in")

    @asked_somewhere
    @rule(number=NUMBERS, permits=st.booleans())
    def go_to_court(self, number: int, permits: bool) -> None:
        """The court's permission stands in for a consent; nothing else does."""
        case = self.asked_case(number)
        for inquiry in (one for one in self.inquiries(case) if one.kind == "consent"):
            act = self.town.acts.court if permits else self.town.acts.favour
            why_not = set() if permits else {"OrganDoesNotFit"}
            why_not |= {"NotAProposal"} if (inquiry.kind, inquiry.role) in case.asked.replaced else set()
            done = self.attempt(partial(self._replace, inquiry, act), why_not, "court permits")
            case.asked.replaced |= {(inquiry.kind, inquiry.role)} if done else set()

    def _replace(self, inquiry: Inquiry, act: Any) -> Any:
        return services.replace_consent(inquiry=inquiry, act=act, actor=self.person("ine"))

    @rule(number=NUMBERS, outcome=st.sampled_from(("", "no_objection", "advice", "prohibited")))
    @precondition(lambda self: any("residual-risk-high" in case.findings for case in self.cases))
    def consult(self, number: int, outcome: str) -> None:
        """The supervisor is asked, and answers or not."""
        risky = [case for case in self.cases if "residual-risk-high" in case.findings]
        case, actor = risky[number % len(risky)], self.person("ine")
        actor = self.person("paul")
        made = PriorConsultation.objects.filter(application=case.key).order_by("-sent_on", "-recorded_at").first()
        if made is None or made.outcome:
            sent_on = self.today
            made = services.consult_supervisor(
                application=self.row(case), supervisor="AP", sent_on=sent_on, actor=actor
            )
            case.supervisor = ""
        if outcome:
            services.note_outcome(consultation=made, outcome=outcome, outcome_on=self.today, text="Zo.", actor=actor)
            case.supervisor = outcome
            SEEN[f"supervisor: {outcome}"] += 1

    @rule(
        number=NUMBERS,
        who=st.sampled_from(("farid", "cas", "tom")),
        result=st.sampled_from(("in_order", "to_mend", "")),
    )
    @precondition(lambda self: self.cases)
    def watch(self, number: int, who: str, result: str) -> None:
        """The FG and the CISO look at an assessment, or warn."""
        if result:
            self._oversee(number, who, result)
        else:
            self._warn(number, who)

    def _oversee(self, number: int, who: str, result: str) -> None:
        case, kind = self.case(number), "security" if who == "cas" else "privacy"
        acting = {name for role in ("dpo", "ciso") for name, _ in self.staff.acting(role, case.unit)}
        why_not = set() if who in acting else {"NotPermitted", "NotTheOverseer"}
        row, actor = self.row(case), self.person(who)

        def act() -> Any:
            return services.record_oversight(
                application=row, kind=kind, result=result, looked_at="DPIA", text="Mis.", actor=actor
            )

        self.attempt(act, why_not, "overseen")

    def _warn(self, number: int, who: str) -> None:
        """An urgent warning, or the answer to it. It stops nothing."""
        case = self.case(number)
        waiting = UrgentWarning.objects.filter(application=case.key, answered_at=None).first()
        acting = {name for name, _ in self.staff.acting("dpo", case.unit)}
        if waiting:
            above = {name for level in LEVELS[2:] for name, _ in self.staff.acting(level, case.unit)}
            for name in sorted(above)[:1]:
                self.attempt(partial(self._calm, waiting, name), (), "warning answered")
            return
        row, actor = self.row(case), self.person(who)
        why_not = set() if who in acting else {"NotPermitted", "NotTheOverseer"}
        self.attempt(lambda: services.warn(application=row, text="Let op.", actor=actor), why_not, "warned")

    def _calm(self, warning: UrgentWarning, who: str) -> Any:
        return services.answer_warning(warning=warning, answer="Gedaan.", actor=self.person(who))
