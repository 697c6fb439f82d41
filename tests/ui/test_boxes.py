"""Boxes, buttons and trails."""

import pytest
from django.utils.translation import override

from tests.ui.rendering import draw

BAD = "<script>alert(1)</script>"


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


def test_a_card_is_a_section_named_by_its_title():
    shown = draw('{% card title="My work" %}<p>Nothing.</p>{% endcard %}')
    assert 'aria-labelledby="my-work"' in shown
    assert 'id="my-work">My work</h2>' in shown
    assert '<div class="rl-card__body"><p>Nothing.</p></div>' in shown


def test_a_card_without_title_is_no_landmark():
    assert "<section" not in draw("{% card %}x{% endcard %}")


def test_a_card_shows_where_to_see_all():
    assert '<a class="nl-link" href="/all">Show all</a>' in draw('{% card title="A" link="/all" %}x{% endcard %}')


def test_a_card_of_a_list_has_no_padding_of_its_own():
    assert "rl-card__body" not in draw('{% card title="A" body=False %}<ul></ul>{% endcard %}')


@pytest.mark.parametrize(("kind", "loud"), [("info", False), ("ok", False), ("warning", False), ("error", True)])
def test_only_an_error_interrupts_who_listens(kind, loud):
    assert ('role="alert"' in draw(f'{{% alert "{kind}" %}}Words{{% endalert %}}')) is loud


def test_an_alert_puts_bold_words_before_its_sentence():
    shown = draw('{% alert "info" title="Note." %}Old version.{% endalert %}')
    assert "<p><strong>Note.</strong> Old version.</p>" in shown


def test_an_alert_keeps_paragraphs_that_are_there():
    shown = draw('{% alert "info" title="Note." %}<p>One.</p><p>Two.</p>{% endalert %}')
    assert "<p><strong>Note.</strong> </p><p>One.</p><p>Two.</p>" in shown


def test_a_dialog_is_named_by_its_question():
    shown = draw('{% dialog id="stop" title="Stop it?" %}x{% enddialog %}')
    assert 'aria-labelledby="stop-title"' in shown
    assert 'id="stop-title">Stop it?</h2>' in shown


def test_an_empty_state_inside_a_loop_does_not_disturb_the_loop():
    shown = draw(
        '{% for x in rows %}{{ x }}{% empty %}{% nothing title="None" %}Why{% endnothing %}{% endfor %}', rows=[]
    )
    assert "rl-empty" in shown


@pytest.mark.parametrize("tag", ["card title=bad", "alert title=bad", "nothing title=bad", "moment meta=bad"])
def test_titles_from_people_cannot_become_markup(tag):
    assert "<script>" not in draw(f"{{% {tag} %}}x{{% end{tag.split()[0]} %}}", bad=BAD)


def test_what_stands_in_a_box_is_escaped_like_anywhere():
    assert "<script>" not in draw("{% alert %}{{ bad }}{% endalert %}", bad=BAD)


def test_reasons_are_folded_and_can_stand_open():
    assert '<details class="rl-why"><summary>Why?</summary>' in draw("{% why %}x{% endwhy %}")
    assert "open" in draw("{% why open=True %}x{% endwhy %}")


def test_a_button_submits_with_its_name_and_value():
    assert 'type="submit"' in draw('{% button "Save" %}')
    assert 'name="go" value="on"' in draw('{% button "Save" name="go" value="on" %}')


def test_a_button_that_opens_a_dialog_says_so():
    assert ' data-opens="stop" aria-haspopup="dialog"' in draw('{% button "Stop" type="button" opens="stop" %}')


def test_a_button_can_be_small_negative_and_have_an_icon():
    shown = draw('{% button "Delete" kind="secondary" small=True negative=True icon="trash-2" %}')
    assert "nl-button--secondary rl-button--sm nl-button--negative" in shown
    assert "#i-trash-2" in shown


def test_the_trail_ends_with_this_page():
    shown = draw('{% breadcrumbs "Register" "/register/" "Chatbot" %}')
    assert '<a href="/register/">Register</a>' in shown
    assert '<span aria-current="page">Chatbot</span>' in shown


def test_the_list_of_this_page_leads_to_its_parts():
    assert '<a class="nl-link" href="#risk">Risk</a>' in draw('{% on_this_page "risk" "Risk" %}')
