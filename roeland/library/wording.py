"""What is said of a file in the reader's language: what cannot be read, what is wrong, what never works.

The rules that look at a file know no language of the reader: they say it in English, for the command line. What has no
words here is shown as they say it.
"""

import re

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roeland.content.reading import ContentError
from roeland.library.understanding import Flaw

Words = tuple[tuple[str, Promise], ...]

UNREADABLE: Words = (
    (r"is larger than (?P<most>\d+) MB", gettext_lazy("The file is larger than %(most)s MB.")),
    (r"cannot be read: it is not UTF-8", gettext_lazy("The file is not UTF-8. Save it as UTF-8.")),
    (
        r"aliases .* not allowed.*",
        gettext_lazy("Aliases (a name after *) are not allowed. Write out what it stands for."),
    ),
    (r"is nested deeper than (?P<most>\d+) levels", gettext_lazy("This goes more than %(most)s levels deep.")),
    (r"a key must be text.*", gettext_lazy("A key must be text. Write it between quotes.")),
    (r"this key stands here twice", gettext_lazy("This key stands here twice. Take one of them away.")),
    (
        r"(?P<what>\S+) is not allowed: only text.*",
        gettext_lazy("%(what)s is not allowed: only text, numbers, dates, lists and mappings."),
    ),
    (
        r"is not a definition.*",
        gettext_lazy("This is not a questionnaire of this kind. It needs at least a name, a urn, a version and tasks."),
    ),
    (r"holds a character that does not belong.*", gettext_lazy("There is a character in it that cannot be read.")),
    (r"is empty", gettext_lazy("This may not be empty.")),
    (r"is longer than (?P<most>\d+) characters", gettext_lazy("This is longer than %(most)s characters.")),
    (r"holds a character that cannot be printed", gettext_lazy("There is a character in it that cannot be printed.")),
    (r"holds no question", gettext_lazy("There is no question in it.")),
    (r"holds more than (?P<most>\d+) tasks", gettext_lazy("There are more than %(most)s questions and parts in it.")),
    (
        r"holds more than \d+ characters of expressions",
        gettext_lazy("There are too many calculations and rules in it."),
    ),
    (r"Object missing required field `(?P<what>.+)`", gettext_lazy("“%(what)s” is missing here.")),
    (r"Invalid enum value (?P<what>.+)", gettext_lazy("%(what)s is not known here.")),
    (
        r"Expected `(?P<wanted>.+)`, got `(?P<got>.+)`",
        gettext_lazy("There has to be another kind of value here: %(wanted)s, not %(got)s."),
    ),
)
FOUND: Words = (
    (r"this id stands there (?P<n>\d+) times", gettext_lazy("This id stands in the file %(n)s times.")),
    (r"a select_option needs options", gettext_lazy("This is a choice without anything to choose from.")),
    (r"depends on itself, through others", gettext_lazy("It depends on itself, directly or through other questions.")),
    (
        r"depends on '(?P<task>.*)', and there is no such task",
        gettext_lazy("It depends on “%(task)s”, and that question is not there."),
    ),
    (
        r"there is no function '(?P<what>.*)' of (?P<n>\d+) values",
        gettext_lazy("There is no function “%(what)s” with %(n)s values."),
    ),
    (r"its expression (?P<what>.*)", gettext_lazy("Its calculation or rule cannot be read: %(what)s")),
    (
        r"holds '(?P<key>.*)', which means nothing at a task",
        gettext_lazy("“%(key)s” means nothing here, so it does nothing."),
    ),
    (
        r"holds '(?P<key>.*)' inside a dependency, where it means nothing",
        gettext_lazy("“%(key)s” stands inside a dependency. It means nothing there, so it does nothing."),
    ),
    (
        r"reads the answer to '(?P<task>.*)', and there is no such task: it is never there",
        gettext_lazy("It looks for the answer to “%(task)s”, and that question is not there."),
    ),
    (
        r"asks whether '(?P<task>.*)' is yes, and that is not a yes/no question: it never is",
        gettext_lazy("It asks whether “%(task)s” is yes. That is no yes/no question, so it never is."),
    ),
    (
        r"weighs answers to '(?P<task>.*?)' that are none of its options, so they never count: (?P<what>.*)",
        gettext_lazy("It counts answers to “%(task)s” that nobody can choose, so they never count: %(what)s"),
    ),
    (
        r"compares '(?P<task>.*?)' with '(?P<what>.*)', which is none of its options",
        gettext_lazy("It compares “%(task)s” with “%(what)s”, which nobody can choose."),
    ),
    (
        r"is always shown: its condition looks at words, or at a later question",
        gettext_lazy("It is always shown: what decides about it is answered in words, or comes later."),
    ),
    (r"repeats more than (?P<most>\d+) groups deep", gettext_lazy("It repeats more than %(most)s groups deep.")),
    (
        r"cannot be told apart from '(?P<task>.*)'",
        gettext_lazy("It cannot be told apart from “%(task)s”. Give it another number."),
    ),
    (
        r"gives a score '(?P<key>.*)' that no rule reads",
        gettext_lazy("It gives a score “%(key)s” that no rule looks at."),
    ),
)


def unreadable(error: ContentError) -> str:
    """Why a file cannot be read, with its line and the place in it."""
    said = _said(error.message, UNREADABLE) or _("This cannot be read: %(what)s.") % {"what": error.message}
    if error.key:
        return _("Line %(line)d, at %(key)s: %(said)s") % {"line": error.line, "key": error.key, "said": said}
    return _("Line %(line)d: %(said)s") % {"line": error.line, "said": said}


def found(flaw: Flaw) -> str:
    """What is wrong or never works, without where."""
    return _said(flaw.message, FOUND) or flaw.message


def in_a_line(flaw: Flaw) -> str:
    """The same with its line and the question or rule."""
    told = {"line": flaw.line, "where": flaw.where, "said": found(flaw)}
    return (_("Line %(line)d, at %(where)s: %(said)s") if flaw.line else _("At %(where)s: %(said)s")) % told


def _said(message: str, words: Words) -> str:
    for pattern, told in words:
        if match := re.fullmatch(pattern, message, re.DOTALL):
            return str(told) % match.groupdict()
    return ""
