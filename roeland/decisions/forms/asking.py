"""What somebody fills in who asks for a gate."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from roeland.decisions.gatekeeping import Way
from roeland.decisions.models import Gate
from roeland.organisation.forms import field_of
from roeland.register.models import Application, Phase

WAYS = {
    (Gate.START, Phase.EXPERIMENT): _("Try it out first"),
    (Gate.START, Phase.PRODUCTION): _("Use it straight away"),
    (Gate.GO_LIVE, Phase.PRODUCTION): _("Go live"),
    (Gate.CHANGE, Phase.EXPERIMENT): _("Change the experiment"),
    (Gate.CHANGE, Phase.PRODUCTION): _("Change it substantially"),
    (Gate.RETIRE, Phase.RETIRED): _("Stop using it for good"),
}


class AskForm(forms.Form):
    """Which gate has to open, and what changes."""

    way = forms.ChoiceField(label=_("What do you want?"), widget=forms.RadioSelect)
    what = forms.CharField(
        label=_("What will be different?"),
        help_text=_("In a few sentences. Whoever advises and decides reads it."),
        max_length=4000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, application: Application, ways: tuple[Way, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ways = {way.code: way for way in ways}
        going_on = _("Go on using it")
        words = [
            (way.code, going_on if application.undecided and way.gate != Gate.RETIRE else WAYS[way.gate, way.leads_to])
            for way in ways
        ]
        field_of(self, "way", forms.ChoiceField).choices = words
        if len(ways) == 1:
            self.initial.setdefault("way", ways[0].code)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        chosen = self.ways.get(data.get("way", ""))
        if chosen and chosen.gate == Gate.CHANGE and not data.get("what"):
            self.add_error("what", _("Say what will be different, in one or two sentences."))
        return data

    def request(self) -> dict[str, str]:
        """What the service takes: gate, leads_to and what."""
        way = self.ways[self.cleaned_data["way"]]
        return {"gate": way.gate, "leads_to": way.leads_to, "what": self.cleaned_data["what"]}
