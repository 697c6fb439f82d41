"""The addresses of gates, advice and decisions."""

from django.urls import path

from roeland.decisions.views import (
    advising,
    asking,
    casefiles,
    deciding,
    dpo,
    ending,
    letters,
    newer_rules,
    overseeing,
    requests,
)

app_name = "decisions"

ASKING = [
    path("application/<uuid:pk>/ask/", asking.ask, name="ask"),
    path("<uuid:pk>/withdraw/", asking.withdraw, name="withdraw"),
]

ADVISING = [
    path("inquiry/<uuid:pk>/", advising.inquiry, name="inquiry"),
    path("inquiry/<uuid:pk>/answer/", advising.answer, name="answer"),
    path("inquiry/<uuid:pk>/ask-back/", advising.ask_back, name="ask_back"),
    path("inquiry/<uuid:pk>/hand-over/", advising.hand_over, name="hand_over"),
    path("question/<uuid:pk>/answer/", advising.answer_back, name="answer_back"),
    path("<uuid:pk>/pull-in/", advising.pull_in, name="pull_in"),
    path("questions/", overseeing.everything, name="everything"),
    path("application/<uuid:pk>/oversee/", overseeing.oversee, name="oversee"),
    path("application/<uuid:pk>/warn/", overseeing.warn, name="warn"),
    path("warning/<uuid:pk>/", overseeing.warning, name="warning"),
    path("warning/<uuid:pk>/answer/", overseeing.answer_warning, name="answer_warning"),
    path("application/<uuid:pk>/consult/", overseeing.consult, name="consult"),
    path("consultation/<uuid:pk>/", overseeing.outcome, name="outcome"),
]

OF_THE_DPO = [
    path("dpo/", dpo.year, name="dpo_year"),
    path("dpo/advice/", dpo.all_unasked, name="all_unasked"),
    path("dpo/advice/new/", dpo.give_unasked, name="give_unasked"),
    path("dpo/advice/<uuid:pk>/", dpo.unasked, name="unasked"),
    path("dpo/advice/<uuid:pk>/answer/", dpo.answer_unasked, name="answer_unasked"),
]

DECIDING = [
    path("<uuid:pk>/", requests.gate_request, name="gate_request"),
    path("<uuid:pk>/decide/", deciding.decide, name="decide"),
]

ENDING = [
    path("application/<uuid:pk>/stop/", ending.stop, name="stop"),
    path("condition/<uuid:pk>/", ending.condition, name="condition"),
    path("<uuid:pk>/organ/", ending.organ, name="organ"),
    path("inquiry/<uuid:pk>/court/", ending.court, name="court"),
    path("<uuid:pk>/changes/", ending.changes, name="changes"),
]

ON_PAPER = [
    path("<uuid:pk>/letter/", letters.letter, name="letter"),
    path("<uuid:pk>/case-file.json", casefiles.case_file, name="case_file"),
    path("<uuid:pk>/letter.pdf", letters.letter_pdf, name="letter_pdf"),
    path("<uuid:pk>/public/", letters.public, name="public"),
    path("<uuid:pk>/public.pdf", letters.public_pdf, name="public_pdf"),
]

NEWER_RULES = [
    path("newer-rules/", newer_rules.rechecks, name="rechecks"),
    path("newer-rules/<uuid:pk>/", newer_rules.recheck, name="recheck"),
    path("newer-rules/<uuid:pk>/move/", newer_rules.move, name="move"),
]

urlpatterns = [*NEWER_RULES, *ON_PAPER, *ENDING, *ASKING, *ADVISING, *OF_THE_DPO, *DECIDING]
