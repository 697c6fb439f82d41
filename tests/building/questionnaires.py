"""Answers to the intake, in as few words as a test needs."""

from roeland.rules.questionnaire import Answer

YES, NO, DONT_KNOW, NONE = Answer(True), Answer(False), Answer(unknown=True), Answer((), complete=True)


def these(*options: str) -> Answer:
    """Exactly these options: "that is all"."""
    return Answer(options, complete=True)


def at_least(*options: str) -> Answer:
    """These options, and "I don't know the rest"."""
    return Answer(options, unknown=True)


def one(option: str) -> Answer:
    """This option."""
    return Answer(option)
