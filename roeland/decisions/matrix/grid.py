"""The matrix as one table: a row for each activity and each route of a gate, a column for each role.

It has some eight hundred cells, so it is written here and not by a template. Where there is little room the same
table becomes a card for each row: then every cell names its role, and says its condition.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from roeland.decisions.matrix import words
from roeland.decisions.showing import role_in_words, text
from roeland.organisation.models import Organisation
from roeland.rules.matrix import Activity, GateRow, Governance, Mark
from roeland.rules.matrix_checks import place_of
from roeland.rules.matrix_comparing import marks_in, marks_of
from roeland.ui.pieces.badges import icon, mark

ORDER = (Mark.ACCOUNTABLE, Mark.DOES, Mark.ADVISES, Mark.INFORMS)
EMPTY = SafeString("<td></td>")
MINE = SafeString('<td class="rl-matrix__mine"></td>')


@dataclass(frozen=True)
class Look:
    """How a matrix is shown. `only`: the rows of one role; `mine`: the roles of who looks.

    problems: sentences by place. edit: the address where a place is changed. changed: cells (place, role) that differ.
    proposals: places that nobody has adopted yet.
    """

    only: str = ""
    mine: frozenset[str] = frozenset()
    problems: Mapping[str, Iterable[str]] = field(default_factory=dict)
    edit: Mapping[str, str] = field(default_factory=dict)
    changed: frozenset[tuple[str, str]] = frozenset()
    proposals: frozenset[str] = frozenset()


class Grid:
    """The table of one matrix, and the notes below it. Reads nothing but the own words of the organisation."""

    def __init__(self, matrix: Governance, organisation: Organisation, look: Look) -> None:
        self.matrix, self.look = matrix, look
        self.roles = words.roles_of(matrix)
        self.names = {role: capfirst(role_in_words(role, organisation)) for role in self.roles}
        self.notes = list(dict.fromkeys(part.code for part in matrix.parts() if part.when is not None))
        self.marks = {letter: mark(letter.value) for letter in ORDER}

    def table(self) -> SafeString:
        """The whole table."""
        return format_html(
            '<table class="rl-matrix"><caption class="rl-sr">{}</caption><thead><tr>{}{}</tr></thead>{}</table>',
            _("Who does what: activities and gates by role"),
            format_html('<th scope="col">{}</th>', _("Activity")),
            format_html_join("", '<th scope="col" class="rl-matrix__col{}"><span>{}</span></th>', self._heads()),
            format_html_join("", "{}", ((part,) for part in (*self._tracks(), *self._gates()))),
        )

    def conditions(self) -> list[tuple[int, str]]:
        """The notes: the number that stands beside a letter, and the condition in words."""
        return [(number, text(code).label) for number, code in enumerate(self.notes, 1)]

    def _heads(self) -> Iterable[tuple[str, str]]:
        for role in self.roles:
            tinted = " rl-matrix__mine" if self._is_tinted(role) else ""
            yield (
                tinted,
                _("%(role)s (you)") % {"role": self.names[role]} if role in self.look.mine else self.names[role],
            )

    def _tracks(self) -> Iterable[SafeString]:
        for code in dict.fromkeys(activity.track for activity in self.matrix.activities):
            of_track = [one for one in self.matrix.activities if one.track == code]
            yield self._body(words.track(code).label, [row for one in of_track for row in self._activity(one)])

    def _gates(self) -> Iterable[SafeString]:
        for code in dict.fromkeys(row.gate for row in self.matrix.gates):
            of_gate = [row for row in self.matrix.gates if row.gate == code]
            title = _("Gate: %(gate)s") % {"gate": words.gate(code)}
            yield self._body(title, [line for row in of_gate for line in self._row(row)])

    def _body(self, title: str, rows: list[SafeString]) -> SafeString:
        if not rows:
            return SafeString("")
        head = format_html(
            '<tr><th class="rl-matrix__track" scope="rowgroup" colspan="{}">{}</th></tr>', len(self.roles) + 1, title
        )
        return format_html("<tbody>{}{}</tbody>", head, SafeString("".join(rows)))

    def _activity(self, activity: Activity) -> Iterable[SafeString]:
        marks = {role: [one.mark for one in held] for role, held in marks_in(activity).items()}
        if self._is_shown(marks):
            yield self._line(activity.code, text(activity.code).label, "", marks, {}, not activity.accountable)

    def _row(self, row: GateRow) -> Iterable[SafeString]:
        marks = {role: [one.mark for one in held] for role, held in marks_of(row).items()}
        if not self._is_shown(marks):
            return
        told = ", ".join(self.names.get(role, role) for role in row.told)
        sub = words.within(row)
        if told:
            sub = _("%(within)s; told: %(roles)s") % {"within": sub, "roles": told}
        yield self._line(place_of(row), words.route(row.route), sub, marks, words.conditional(row), not row.accountable)

    def _is_shown(self, marks: Mapping[str, list[Mark]]) -> bool:
        return not self.look.only or self.look.only in marks

    def _is_tinted(self, role: str) -> bool:
        return role == self.look.only or (not self.look.only and role in self.look.mine)

    def _line(
        self,
        place: str,
        title: str,
        sub: str,
        marks: Mapping[str, list[Mark]],
        conditions: Mapping[tuple[str, str], str],
        gap: bool,
    ) -> SafeString:
        cells = SafeString("".join(self._cell(place, role, marks.get(role, []), conditions) for role in self.roles))
        wrong = gap or place in self.look.problems
        return format_html(
            '<tr id="{}"{}><th scope="row">{}{}</th>{}</tr>',
            place,
            SafeString(' class="rl-matrix__gap"') if wrong else "",
            title,
            self._below(place, sub, gap),
            cells,
        )

    def _below(self, place: str, sub: str, gap: bool) -> SafeString:
        """What stands under the name of a row: more about it, what is wrong, and the link to change it."""
        found = [format_html('<div class="rl-small rl-sub">{}</div>', sub)] if sub else []
        if place in self.look.proposals:
            found.append(format_html('<span class="rl-tag">{}</span>', _("proposal")))
        said = list(self.look.problems.get(place, ())) or ([_("Nobody is EV")] if gap else [])
        found += [format_html('<div class="rl-gapnote">{} {}</div>', icon("triangle-alert"), each) for each in said]
        if url := self.look.edit.get(place):
            change = _("Change")
            found.append(
                format_html('<div class="rl-small rl-noprint"><a class="nl-link" href="{}">{}</a></div>', url, change)
            )
        return SafeString("".join(found))

    def _cell(self, place: str, role: str, marks: list[Mark], conditions: Mapping[tuple[str, str], str]) -> SafeString:
        letters = [letter for letter in ORDER if letter in marks]
        changed = (place, role) in self.look.changed
        if not letters and not changed:
            return MINE if self._is_tinted(role) else EMPTY
        style = f"rl-matrix__{letters[0].value.lower()}" if letters else "rl-matrix__none"
        style += " rl-matrix__mine" if self._is_tinted(role) else ""
        style += " rl-matrix__changed" if changed else ""
        inside = SafeString("".join(self._letter(letter, conditions.get((letter, role), "")) for letter in letters))
        return format_html('<td class="{}" data-l="{}">{}</td>', style, self.names[role], inside or "–")

    def _letter(self, letter: Mark, condition: str) -> SafeString:
        """A letter; under a condition with its number on a wide screen and on paper, and its words on a narrow one."""
        if not condition:
            return self.marks[letter]
        number = self.notes.index(condition) + 1
        said = _("if %(reason)s") % {"reason": text(condition).label}
        return format_html(
            '{}<sup class="rl-matrix__note">{}</sup><small class="rl-matrix__if">{}</small>',
            self.marks[letter],
            number,
            said,
        )
