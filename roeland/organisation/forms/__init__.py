"""Forms: the scoped form classes that every room builds on, and the forms of this room."""

from roeland.organisation.forms.scoped import ScopedForm, ScopedModelForm, field_of, status_of

__all__ = ["ScopedForm", "ScopedModelForm", "field_of", "status_of"]
