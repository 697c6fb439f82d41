from django.forms.renderers import TemplatesSetting


class RoelandRenderer(TemplatesSetting):
    """Draws every Django form with our label, help, error and summary."""

    form_template_name = "ui/form/form.html"
    field_template_name = "ui/form/field.html"
