"""Assessments in the city: a signed one, its next version that is being filled in, one that waits for advice."""

from typing import Any

from roeland.assessments.instruments import queries, services
from roeland.assessments.models import Assessment
from roeland.organisation.models import Person
from roeland.questionnaires.models import Remark
from roeland.register.models import Application
from tests.building.instruments import closed, said, signed
from tests.building.obligations import a_file
from tests.building.official import FLOWS, in_use


def assessed(applications: dict[str, Application], holder_of: dict[str, Person], word: str) -> dict[Any, Any]:
    """What belongs to assessments, with `word` in everything that people wrote."""
    writer, dpo = holder_of["privacy_officer"], holder_of["dpo"]
    told = {"words": f"Zo, {word}."}
    signed(applications["decided"], writer, dpo, holder_of["department_head"], **told)
    open_one = services.begin(application=applications["decided"], instrument="dpia", actor=writer)
    said(open_one, writer, purpose=f"Anders, {word}.")
    waiting = closed(applications["asked"], writer, **told)
    services.advise(assessment=waiting, role="dpo", verdict="conditions", text=f"Korter, {word}.", actor=dpo)
    key = queries.read(open_one).filled.parts["risks"][0]
    services.take_away_row(assessment=open_one, section="risks", key=key, actor=writer)
    services.ask(assessment=open_one, section="security", person=holder_of["ciso"], actor=writer)
    services.attach(assessment=open_one, question="drawing", upload=a_file(f"{word}.pdf"), actor=writer)
    remark = services.remark(
        assessment=open_one,
        question="purpose",
        text=f"Voor wie, {word}?",
        proposal=f"Voor iedereen, {word}.",
        to=holder_of["lawyer"],
        actor=dpo,
    )
    services.remark(assessment=open_one, question="purpose", text=f"Nog niet, {word}.", under=remark, actor=writer)
    official = _official(applications["decided"], writer, word)
    return {Assessment: open_one, "waiting": waiting, "official": official, Remark: remark}


def _official(application: Application, writer: Person, word: str) -> Assessment:
    """An official form that is being filled in, with a row inside a row."""
    form = in_use(writer, FLOWS | {"name": f"Stromenkaart {word}"})
    row = services.begin(application=application, instrument=form.code, actor=writer)
    flow = services.add_row(assessment=row, section="s2_1", actor=writer).key
    services.add_row(assessment=row, section="s3_1_1", actor=writer, inside=flow)
    said(row, writer, t0=f"Omdat, {word}.", t1_1=True, **{f"t2_1_1-{flow}": f"Stroom {word}"})
    return row


def arguments(made: dict[Any, Any]) -> dict[str, Any]:
    """The keys of pages that need another assessment than the one that is being filled in."""
    pages = {f"instruments:{name} pk": made["waiting"].pk for name in ("advise", "sign", "reopen")}
    pages |= {f"instruments:{name} pk": made["official"].pk for name in ("output", "bring_in")}
    pages |= {f"instruments:{name} section": "proposal" for name in ("part", "keep", "ask")}
    pages |= {
        "instruments:file code": "drawing",
        "instruments:begin instrument": "dpia",
        "instruments:question code": "purpose",
    }
    return pages | {f"instruments:{name} remark": made[Remark].pk for name in ("reply", "settle")}
