"""Official questionnaires of others, for tests: a text of our own in the same format."""

from roeland.library import importing
from roeland.library.models import ImportedForm
from roeland.organisation.models import Person

DEFINITION = """
name: Kleine toets
urn: "urn:nl:kleine-toets"
version: "1.0"
tasks:
  - task: Begin
    id: "1"
    type: [task_group]
    repeatable: false
    tasks:
      - {task: Gaat het over mensen?, id: "1.1", type: [radio_option], valueType: boolean, repeatable: false,
         options: [{value: true, label: Ja}, {value: false, label: Nee}]}
      - task: Over welke?
        id: "1.2"
        type: [checkbox_option]
        repeatable: false
        options: [{value: buren}, {value: kinderen}]
        dependencies:
          - {type: conditional, condition: {id: "1.1", operator: equals, value: true}, action: show}
        calculation:
          scoreKey: groepen
          expression: "answers('1.2') | count"
          riskScore: [{when: "groepen < 2", value: 0}, {when: "groepen >= 2", value: 3}]
  - task: Gevolgen
    id: "2"
    type: [task_group]
    repeatable: true
    tasks:
      - {task: Wat kan er misgaan?, id: "2.1", type: [open_text], repeatable: false}
assessments:
  - id: TOETS
    levels:
      - level: required
        expression: "(scores.groepen || 0) > 2"
        result: Toets verplicht
      - {level: recommended, expression: "bool(answers('1.1'))", result: Toets aanbevolen}
"""
"""Two chapters, three questions; nothing in it is wrong, and everything can work."""

SAID = {
    "licence": "EUPL-1.2",
    "attribution": "Stad Voorbeeld",
    "origin": "https://voorbeeld.test/toets",
    "activity": "s16",
}


def a_definition(**changes: str) -> str:
    """The same with another name, urn or version."""
    text = DEFINITION
    for key, value in changes.items():
        old = next(line for line in text.splitlines() if line.startswith(f"{key}: "))
        text = text.replace(old, f'{key}: "{value}"', 1)
    return text


def an_imported_form(actor: Person, *, file_name: str = "toets.yaml", **changes: str) -> ImportedForm:
    """A draft."""
    content = a_definition(**changes).encode()
    return importing.import_form(actor=actor, file_name=file_name, content=content, **SAID)


def a_form_in_use(actor: Person, **changes: str) -> ImportedForm:
    """One that is used."""
    return importing.take_into_use(form=an_imported_form(actor, **changes), actor=actor)
