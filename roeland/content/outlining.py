"""A questionnaire as plain data, for whoever reads it without Roeland: first its meaning, then with its words."""

from typing import Any

from roeland.content import shipped
from roeland.content.conditions import written
from roeland.content.loader import LANGUAGES, TITLE, Document
from roeland.rules.questionnaire import Kind, Question, Questionnaire, Section
from roeland.rules.sources import Source

EMPLOYEE = "employee"
"""The role of a question that is for who fills the questionnaire in."""


def outline(questionnaire: Questionnaire) -> dict[str, Any]:
    """The sections and questions in their order, conditions as the content writes them, without any words."""
    return {
        "given": {fact: list(values) for fact, values in questionnaire.given.items()},
        "sections": [{"code": section.code, "role": section.role or EMPLOYEE} for section in questionnaire.sections],
        "questions": [
            _question(questionnaire, section, question)
            for section in questionnaire.sections
            for question in section.questions
        ],
    }


def described(document: Document) -> dict[str, Any]:
    """The same with every word in each language. The meaning of the document must be a questionnaire."""
    plain = outline(document.meaning)
    return {
        "document": document.ref,
        "digest": document.digest,
        "revisions": {language: document.languages[language].revision for language in LANGUAGES},
        "text": _text(document, TITLE),
        "given": plain["given"],
        "sections": [{**section, "text": _text(document, section["code"])} for section in plain["sections"]],
        "questions": [_in_words(document, question) for question in plain["questions"]],
    }


def source_of(source: Source) -> dict[str, Any]:
    """A source with its address, and as people cite it."""
    words = {language: shipped.source_text(source, language) for language in LANGUAGES}
    cited = {language: words[language].text for language in LANGUAGES}
    return {"law": source.law, "article": source.article, "url": words[LANGUAGES[0]].url, "text": cited}


def _question(questionnaire: Questionnaire, section: Section, question: Question) -> dict[str, Any]:
    return {
        "code": question.code,
        "section": section.code,
        "role": section.role or EMPLOYEE,
        "who_knows": questionnaire.who_knows(question.code),
        "type": question.kind.value,
        "options": list(question.options),
        "show_when": written(question.show_when) if question.show_when is not None else None,
        "when_hidden": question.when_hidden,
        **_limits(question),
        "sources": [{"law": source.law, "article": source.article} for source in question.sources],
    }


def _limits(question: Question) -> dict[str, Any]:
    """How far a number or a text may go; nothing for the other kinds."""
    if question.kind is Kind.NUMBER:
        return {"minimum": question.minimum, "maximum": question.maximum}
    return {"max_length": question.max_length} if question.kind in (Kind.TEXT, Kind.LONG_TEXT) else {}


def _in_words(document: Document, question: dict[str, Any]) -> dict[str, Any]:
    code = question["code"]
    options = [{"code": option, "text": _text(document, f"{code}.{option}")} for option in question["options"]]
    sources = [source_of(Source(**source)) for source in question["sources"]]
    return {**question, "text": _text(document, code), "options": options, "sources": sources}


def _text(document: Document, code: str) -> dict[str, dict[str, str]]:
    texts = {language: document.text(code, language) for language in LANGUAGES}
    return {
        language: {"label": text.label, "help": text.help, "example": text.example, "why": text.why}
        for language, text in texts.items()
    }
