"""What people fill in at a gate."""

from roeland.decisions.forms.asking import AskForm
from roeland.decisions.forms.deciding import DecisionForm
from roeland.decisions.forms.ending import MetForm, OrganForm, StopForm

__all__ = ["AskForm", "DecisionForm", "MetForm", "OrganForm", "StopForm"]
