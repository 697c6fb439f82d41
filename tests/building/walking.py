"""Filling in an intake page by page, as a browser without JavaScript sends it."""

from typing import Any

from django.test import Client
from django.urls import reverse

from roeland.assessments.models import Intake
from roeland.assessments.wizard import wizard
from roeland.questionnaires import queries as sheets
from roeland.rules.questionnaire import Answer, Kind
from tests.building.assessments import a_no


def as_sent(intake: Intake, answers: dict[str, Answer]) -> dict[str, list[str]]:
    """The fields that the browser sends for these answers."""
    questions = sheets.questionnaire_of(intake.sheet)
    fields: dict[str, list[str]] = {}
    for code, answer in answers.items():
        kind = questions.question(code).kind
        fields[f"{code}.seen"] = [sheets.mark(sheets.answers(intake.sheet).get(code, Answer()))]
        if kind is Kind.MANY_OF:
            fields[code] = list(answer.value or ())
            fields[f"{code}.closing"] = ["unknown" if answer.unknown else "complete" if answer.value else "none"]
        else:
            fields[code] = ["unknown" if answer.unknown else said(answer)]
    return fields


def said(answer: Answer) -> str:
    return {True: "yes", False: "no"}.get(answer.value, str(answer.value))


def walk(client: Client, intake: Intake, known: dict[str, Answer]) -> Any:
    """Answer page by page what each page asks, until the page to check."""
    url = reverse("assessments:intake", args=[intake.pk])
    for _page in range(30):
        page = client.get(url, follow=True)
        here = wizard(Intake.objects.get(pk=intake.pk))
        if page.request["PATH_INFO"] == here.check_url:
            return page
        section = page.context["section"]
        questions = here.filled.questionnaire
        answers = {code: known.get(code) or a_no(questions.question(code)) for code in here.codes(section)}
        reply = client.post(page.request["PATH_INFO"], as_sent(intake, answers))
        assert reply.status_code == 302, reply.content.decode()
        url = reply.url
    raise AssertionError("The intake does not end.")
