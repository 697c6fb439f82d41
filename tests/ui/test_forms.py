"""Fields: a label, help and an error that belong together for everybody."""

import pytest
from django import forms
from django.utils.translation import override

from tests.ui.rendering import draw


class Sample(forms.Form):
    name = forms.CharField(label="Name", help_text="As colleagues know it.")
    people = forms.IntegerField(label="People", required=False)
    purpose = forms.CharField(label="Purpose", widget=forms.Textarea)
    unit = forms.ChoiceField(label="Unit", choices=[("", "Choose"), ("1", "One")])
    personal = forms.ChoiceField(
        label="Personal?", choices=[("yes", "Yes"), ("unknown", "I don't know")], widget=forms.RadioSelect
    )
    sure = forms.BooleanField(label="Sure")
    version = forms.IntegerField(widget=forms.HiddenInput)


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


@pytest.fixture
def empty():
    return str(Sample())


@pytest.fixture
def wrong():
    return str(Sample({"people": "many", "version": "x"}))


def test_help_is_tied_to_its_field(empty):
    assert 'id="id_name_helptext">As colleagues know it.' in empty
    assert 'aria-describedby="id_name_helptext"' in empty


def test_only_what_is_optional_is_marked(empty):
    assert empty.count("(optional)") == 1


def test_a_form_that_nobody_sent_shows_no_errors(empty):
    assert "rl-summary" not in empty
    assert "rl-field--fout" not in empty


def test_an_error_is_tied_to_its_field(wrong):
    assert 'id="id_name_error"' in wrong
    assert 'aria-describedby="id_name_helptext id_name_error"' in wrong
    assert 'aria-invalid="true"' in wrong


def test_the_summary_links_to_each_field_that_is_wrong(wrong):
    for anchor in ("id_name", "id_people", "id_purpose", "id_unit", "id_personal_0", "id_sure"):
        assert f'<a href="#{anchor}">' in wrong
        assert f'id="{anchor}"' in wrong


def test_what_is_wrong_with_a_hidden_field_is_said_too(wrong):
    assert "<p>Fill in a number, for example 3500.</p>" in wrong


def test_a_number_that_is_none_comes_back_as_it_was_typed(wrong):
    assert 'type="text" name="people" value="many"' in wrong
    assert 'inputmode="decimal"' in wrong


def test_errors_say_what_to_do(wrong):
    assert "Fill this in." in wrong
    assert "Choose an answer." in wrong
    assert "Tick this box to go on." in wrong
    assert "required" not in wrong.replace(" required", "").replace("required>", "")


def test_i_do_not_know_looks_different_but_counts_the_same(empty):
    assert empty.count("rl-radio--wn") == 1
    assert 'value="unknown"' in empty


def test_radios_are_one_question_with_a_legend(empty):
    assert "<legend>Personal?</legend>" in empty
    assert 'type="radio" name="personal" id="id_personal_0" value="yes"' in empty


def test_controls_wear_the_house_style(empty):
    for style in ("utrecht-textbox--html-input", "utrecht-select--html-select", "utrecht-textarea--html-textarea"):
        assert style in empty


def test_a_class_of_its_own_stays():
    field = forms.Form()
    field.fields["code"] = forms.CharField(widget=forms.TextInput(attrs={"class": "rl-num"}))
    assert "utrecht-textbox--html-input rl-num" in str(field)


def test_text_areas_are_as_small_as_their_usual_answer(empty):
    assert 'rows="5"' in empty


def test_a_question_without_a_form_ticks_what_was_answered():
    options = [{"value": "a", "label": "A", "help": "First"}, {"value": "unknown", "label": "?", "unknown": True}]
    shown = draw('{% choice "q1" "What?" options chosen="unknown" error="Choose one." %}', options=options)
    assert 'value="unknown" checked' in shown
    assert 'value="a">' in shown
    assert 'id="q1_error"' in shown
    assert "<small>First</small>" in shown


def test_a_question_with_boxes_ticks_several():
    options = [{"value": "a", "label": "A"}, {"value": "b", "label": "B"}, {"value": "c", "label": "C"}]
    shown = draw('{% choice "q1" "What?" options chosen=ticked type="checkbox" %}', options=options, ticked=["a", "c"])
    assert shown.count(" checked") == 2


def test_a_summary_can_be_made_without_a_form():
    shown = draw("{% error_summary errors %}", errors=[("q1", "Choose an answer.")])
    assert '<a href="#q1">Choose an answer.</a>' in shown
