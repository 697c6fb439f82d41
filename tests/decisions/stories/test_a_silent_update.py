"""The supplier puts a new version in place; somebody notes that in the register, and the old decision cannot stand."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from roeland.decisions import ticking
from roeland.decisions.models import Lapse
from roeland.decisions.queries import decided_on
from roeland.work.models import Message, Task
from tests.building.assessments import CHATBOT
from tests.decisions.stories.acting import a_reported, all_others_agree


def test_a_silent_update_lets_the_decision_lapse_and_nobody_counts_it_as_decided(town, as_):
    employee, head, ine = as_(town.employee), as_(town.head), as_(town.information_manager)
    chatbot = a_reported(town, as_, "Chatbot afval", CHATBOT)
    ine.edits(chatbot, "identity", version="4.1")
    asked = employee.asks(chatbot, "go_live:production")
    all_others_agree(as_, asked)
    head.decides(asked, "yes", "Met versie 4.1.")

    ine.edits(chatbot, "identity", version="5.0")
    lapse = Lapse.objects.get()
    assert lapse.lapses_on == town.organisation.working_days.after(timezone.localdate(), 20)
    told = set(Message.objects.filter(code="decision_lapses").values_list("person__name", flat=True))
    assert {"Tom Claes", "Hind Amrani", "Julie Recht", "Koen Koop"} <= told  # owner, who decided, advisers
    changes = employee.opens(reverse("decisions:changes", args=[asked.pk])).text
    assert "4.1" in changes
    assert "5.0" in changes
    ticking.take_up(timezone.now())
    chatbot.refresh_from_db()
    assert decided_on(chatbot) is not None

    ticking.take_up(timezone.now() + timedelta(days=45))
    chatbot.refresh_from_db()
    assert (chatbot.phase, chatbot.undecided) == ("production", True)
    assert decided_on(chatbot) is None
    task = Task.objects.get(kind="decide_again", done_at=None)
    assert (task.person, task.due) == (town.head, chatbot.decide_by)
    assert "De beslissing verviel op" in employee.reads(chatbot)
    assert "beslissing vervallen" in employee.opens(reverse("register:list")).text
    for council in (as_(town.director), ine):
        assert "1 in gebruik, nog zonder beslissing" in council.opens(reverse("reporting:council")).text
    assert head.tries(reverse("decisions:decide", args=[asked.pk]), answer="yes", confirmed="1").status >= 400


def test_the_old_version_that_comes_back_lets_the_decision_stand(town, as_):
    ine = as_(town.information_manager)
    chatbot = a_reported(town, as_, "Chatbot afval", CHATBOT)
    ine.edits(chatbot, "identity", version="4.1")
    asked = as_(town.employee).asks(chatbot, "go_live:production")
    all_others_agree(as_, asked)
    as_(town.head).decides(asked, "yes", "Met versie 4.1.")

    ine.edits(chatbot, "identity", version="5.0")
    ine.edits(chatbot, "identity", version="4.1")
    assert Lapse.objects.get().state == "changed_back"
    ticking.take_up(timezone.now() + timedelta(days=45))
    chatbot.refresh_from_db()
    assert decided_on(chatbot) is not None
