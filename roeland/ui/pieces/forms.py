"""Fields, choices, the summary of errors, and the steps of a wizard."""

from collections.abc import Iterable, Mapping, Sequence

from django import forms
from django.forms.boundfield import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

UNKNOWN = "unknown"
DJANGO_ROWS = "10"
STYLES = (
    (forms.CheckboxInput, "utrecht-checkbox utrecht-checkbox--html-input"),
    (forms.Select, "utrecht-select utrecht-select--html-select"),
    (forms.Textarea, "utrecht-textarea utrecht-textarea--html-textarea"),
    (forms.FileInput, "rl-file"),
    (forms.Widget, "utrecht-textbox utrecht-textbox--html-input"),
)


def widget(field: BoundField) -> SafeString:
    """Draw the control of a field in our style."""
    control = field.field.widget
    style = next(name for kind, name in STYLES if isinstance(control, kind))
    invalid = " utrecht-textbox--invalid" if field.errors and "textbox" in style else ""
    own = control.attrs.get("class", "")
    attrs: dict[str, str | bool] = {"class": f"{style}{invalid} {own}".strip()}
    if isinstance(control, forms.NumberInput):
        # A browser throws away what is not a number; as text it comes back with the error.
        control.input_type, attrs["inputmode"] = "text", "decimal"
    if control.attrs.get("rows") == DJANGO_ROWS:
        attrs["rows"] = "5"
    return field.as_widget(attrs=attrs)


def kind(field: BoundField) -> str:
    """Say how a field is drawn: choice (a list of radios or boxes), check (one box) or plain."""
    control = field.field.widget
    if isinstance(control, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "choice"
    return "check" if isinstance(control, forms.CheckboxInput) else "plain"


def choice_of(field: BoundField) -> dict:
    """Give the template of a choice what a Django field with radios or boxes holds."""
    options = [
        {
            "value": str(option.data["value"]),
            "label": option.data["label"],
            "id": option.id_for_label,
            "checked": option.data["selected"],
            "unknown": str(option.data["value"]) == UNKNOWN,
        }
        for option in field
    ]
    radio = not isinstance(field.field.widget, forms.CheckboxSelectMultiple)
    return {
        "name": field.html_name,
        "id": field.auto_id,
        "legend": field.label,
        "optional": not field.field.required,
        "help": field.help_text,
        "errors": field.errors,
        "options": options,
        "type": "radio" if radio else "checkbox",
        "small": True,
    }


def choice(
    name: str,
    legend: str,
    options: Iterable[Mapping],
    chosen: str | Sequence[str] = "",
    type: str = "radio",
    help: str = "",
    error: str = "",
    small: bool = False,
    optional: bool = False,
) -> dict:
    """Give the template one question with its answers.

    An option has value and label, and may have help and unknown ("I don't know", drawn dashed). `type` is radio or
    checkbox; `small` is for a question that follows another on the same page.
    """
    ticked = {chosen} if isinstance(chosen, str) else set(chosen)
    rows = [
        {**option, "id": f"{name}-{number}", "checked": option["value"] in ticked}
        for number, option in enumerate(options)
    ]
    return {
        "name": name,
        "id": name,
        "legend": legend,
        "optional": optional,
        "help": help,
        "errors": [error] if error else [],
        "options": rows,
        "type": type,
        "small": small,
    }


def error_summary(source) -> dict:
    """Give the template the errors of a form, or a list of (anchor, sentence), as links to the fields."""
    if not isinstance(source, forms.BaseForm):
        return {"links": [(anchor, None, sentence) for anchor, sentence in source], "general": []}
    links = [
        (field.id_for_label or f"{field.auto_id}_0", field.label, sentence)
        for field in source.visible_fields()
        for sentence in field.errors
    ]
    hidden = [sentence for field in source.hidden_fields() for sentence in field.errors]
    return {"links": links, "general": [*source.non_field_errors(), *hidden]}


def progress(now: int, total: int, remark: str = "") -> SafeString:
    """Draw how far you are: "Step 4 of 8", with a `remark` on the right."""
    words = _("Step %(now)s of %(total)s") % {"now": now, "total": total}
    right = format_html('<span class="rl-sub">{}</span>', remark) if remark else ""
    return format_html(
        '<div class="rl-progresswrap"><div class="rl-row rl-row--between rl-small"><strong>{0}</strong>{1}</div>'
        '<progress class="rl-progress" value="{2}" max="{3}" aria-label="{0}">{0}</progress></div>',
        words,
        right,
        now,
        total,
    )
