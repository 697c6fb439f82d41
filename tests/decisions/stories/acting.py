"""Verbs of people at the real pages: each opens the page, fills in the form that stands there, and reads the answer.

What a person tries without a page is sent straight to the server (`tries`), as somebody would who knows the address.
"""

import time
from collections.abc import Callable
from typing import Any

from allauth.mfa.totp.internal import auth as totp
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from roeland.assessments.models import Intake
from roeland.bodies.models import Reference
from roeland.decisions.models import Condition, GateRequest, Inquiry, UrgentWarning
from roeland.organisation.models import Person
from roeland.questionnaires import queries as sheets
from roeland.register.models import Application, Appointment
from roeland.rules.questionnaire import Answer
from roeland.work.models import Task
from tests.building.assessments import a_no
from tests.building.walking import as_sent, walk
from tests.decisions.stories.reading import Page

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class Somebody:
    """A person who is signed in, with what they can do at the pages."""

    def __init__(self, person: Person) -> None:
        self.person, self.client = person, Client()
        self.client.force_login(person.user, backend=BACKEND)
        session = self.client.session
        session["organisation"] = str(person.organisation_id)
        session.save()
        self.secret = ""

    # Looking, and filling in.

    def opens(self, url: str) -> Page:
        return Page(self.client.get(url, follow=True))

    def reads(self, thing: Any) -> str:
        """The words on the page of something."""
        page = self.opens(thing.get_absolute_url())
        assert page.status == 200, page.text
        return page.text

    def fills_in(self, url: str, action: str = "", **fields: Any) -> Page:
        """Fill in a form that stands on a page and send it."""
        form = self.opens(url).form(action or url)
        return Page(self.client.post(form.action, form.filled(**fields), follow=True))

    def tries(self, url: str, **fields: Any) -> Page:
        """Send something to an address without any page."""
        return Page(self.client.post(url, fields))

    def has_to_do(self, thing: Any) -> bool:
        """Whether a task on My work leads there."""
        return thing.get_absolute_url() in self.opens("/").links

    # An application.

    def reports(self, name: str, known: dict[str, Answer], **fields: Any) -> Application:
        """Report an application: what it is called and for, and then what each page asks."""
        self.fills_in(reverse("assessments:start"), name=name, **{"purpose": "Helpt ons in ons werk."} | fields)
        intake = Intake.objects.get(application__name=name)
        walk(self.client, intake, known)
        self.fills_in(reverse("assessments:check", args=[intake.pk]))
        return intake.application

    def answers_what_is_open(self, application: Application, known: dict[str, Answer]) -> None:
        """Answer the questions that are kept for this role."""
        intake = Intake.objects.filter(application=application).latest("pk")
        url = reverse("assessments:open", args=[intake.pk])
        questions = sheets.questionnaire_of(intake.sheet)
        codes = [one.code for _role, part in self.client.get(url).context["parts"] for one in part]
        answers = {code: known.get(code) or a_no(questions.question(code)) for code in codes}
        self.client.post(url, as_sent(intake, answers))

    def appoints(self, owner: Person, application: Application) -> None:
        """Name the owner of an application."""
        self.edits(application, "place", owner=owner.pk)

    def takes_it_on(self, application: Application) -> None:
        """Accept that one is the owner, on the page where that was asked."""
        appointment = Appointment.objects.get(application=application, person=self.person)
        assert self.has_to_do(appointment)
        self.fills_in(appointment.get_absolute_url(), accepted="yes")

    def edits(self, application: Application, section: str, **fields: Any) -> Page:
        page = self.fills_in(reverse("register:edit", args=[application.pk, section]), **fields)
        assert page.status == 200, page.text
        return page

    # A gate.

    def asks(self, application: Application, way: str, **fields: Any) -> GateRequest:
        page = self.fills_in(reverse("decisions:ask", args=[application.pk]), way=way, **fields)
        assert page.status == 200, page.text
        return GateRequest.objects.get(application=application, closed_at=None)

    def cannot_ask(self, application: Application) -> str:
        """The page on which one would ask, which offers no way."""
        page = self.opens(reverse("decisions:ask", args=[application.pk]))
        assert not page.has_form("/ask/")
        return page.text

    def advises(self, inquiry: Inquiry, verdict: str, why: str, *conditions: str, **more: Any) -> None:
        assert self.has_to_do(inquiry), self.opens("/").text
        fields = {"verdict": verdict, "reasons": why, "conditions": "\n".join(conditions)} | more
        page = self.fills_in(inquiry.get_absolute_url(), "/answer/", **fields)
        assert page.status == 200, page.text

    def may_say_yes(self, asked: GateRequest) -> bool:
        """Whether nothing keeps the gate shut for a yes, as the page says."""
        page = self.opens(asked.get_absolute_url())
        assert page.has_form("/decide/")
        return "Ja is nog niet mogelijk." not in page.text

    def may_decide(self, asked: GateRequest) -> bool:
        return self.opens(asked.get_absolute_url()).has_form("/decide/")

    def decides(self, asked: GateRequest, answer: str, why: str = "", **fields: Any) -> Page:
        """Fill in the answer, prove oneself when the full route asks it, and confirm."""
        page = self.fills_in(asked.get_absolute_url(), "/decide/", answer=answer, reasons=why, **fields)
        if "confirmed" not in page.html and page.status == 200:
            page = self._proves_it(page)
        if page.status != 200:
            return page
        form = page.form("/decide/")
        return Page(self.client.post(form.action, form.values | {"confirmed": "1"}, follow=True))

    def meets(self, condition: Condition, how: str) -> None:
        assert self.has_to_do(condition)
        page = self.fills_in(reverse("decisions:condition", args=[condition.pk]), how=how)
        assert page.status == 200, page.text

    def stops(self, application: Application, why: str) -> Page:
        return self.fills_in(reverse("decisions:stop", args=[application.pk]), reason=why)

    # Organs, court, overseers.

    def notes(self, organ: str, number: str, outcome: str, of: Any) -> Reference:
        """Note what an organ decided in its own system."""
        said = {"organ": organ, "number": number, "outcome": outcome, "entity": of.pk, "subject": "Over de toepassing"}
        page = self.fills_in(reverse("bodies:note"), dated=timezone.localdate().isoformat(), **said)
        assert page.status == 200, page.text
        return Reference.objects.get(number=number)

    def records_the_act(self, act: Reference, url: str) -> Page:
        return self.fills_in(url, act=act.pk)

    def warns(self, application: Application, words: str) -> UrgentWarning:
        page = self.fills_in(reverse("decisions:warn", args=[application.pk]), text=words)
        assert page.status == 200, page.text
        return UrgentWarning.objects.get(application=application)

    def answers_the_warning(self, warning: UrgentWarning, words: str) -> Page:
        return self.fills_in(warning.get_absolute_url(), "/answer/", answer=words)

    def pulls_in(self, asked: GateRequest) -> Inquiry:
        self.fills_in(reverse("decisions:everything"), f"{asked.pk}/pull-in/")
        return asked.inquiries.get(role="dpo")

    # A second factor.

    def gets_a_second_factor(self) -> None:
        self.secret = totp.generate_totp_secret()
        totp.TOTP.activate(self.person.user, self.secret)

    def _proves_it(self, page: Page) -> Page:
        assert "Nog één stap" in page.text, page.text
        assert self.secret, "Without a second factor nobody decides on the full route."
        link = next(link for link in page.links if "reauthenticate" in link)
        code = totp.format_hotp_value(totp.hotp_value(self.secret, int(time.time()) // 30))
        return self.fills_in(link, reverse("mfa_reauthenticate"), code=code)


As = Callable[[Person], Somebody]


def all_experts_answer(as_: As, application: Application, known: dict[str, Answer]) -> None:
    """Everybody who has a task about an open question answers it."""
    intake = Intake.objects.filter(application=application).latest("pk")
    while task := Task.objects.filter(subject_id=intake.pk, done_at=None).exclude(person=None).first():
        as_(task.person).answers_what_is_open(application, known)
    application.refresh_from_db()


def a_reported(town: Any, as_: As, name: str, known: dict[str, Answer]) -> Application:
    """An application that the employee reported, that the experts looked at, and that has an owner who said yes."""
    application = as_(town.employee).reports(name, known, unit=town.team.pk)
    all_experts_answer(as_, application, known)
    as_(town.information_manager).appoints(town.manager, application)
    as_(town.manager).takes_it_on(application)
    application.refresh_from_db()
    return application


def following(inquiry: Inquiry) -> dict[str, str]:
    """Follow an advice, with the conditions that it names."""
    return {f"said-{inquiry.pk}": "followed"}


def deviating_from(inquiry: Inquiry, why: str) -> dict[str, str]:
    """Deviate from a negative advice, and say why."""
    return {f"why-{inquiry.pk}": why}


def all_others_agree(as_: As, asked: GateRequest, but: Inquiry | None = None) -> None:
    """Everybody who was asked and said nothing yet advises positively, or gives the facts."""
    silent = asked.inquiries.filter(answered_at=None).exclude(holder=None).exclude(pk=but.pk if but else None)
    for inquiry in silent.select_related("holder"):
        if inquiry.kind == Inquiry.Kind.FACTS:
            as_(inquiry.holder).fills_in(inquiry.get_absolute_url(), "/answer/", text="Het draait bij ons.")
        else:
            said = {"verdict": "positive", "reasons": "Zo kan het."}
            as_(inquiry.holder).fills_in(inquiry.get_absolute_url(), "/answer/", **said)
