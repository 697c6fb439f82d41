"""Words of a certificate, for its page."""

from django import template

from roeland.organisation.retention.certifying import kept_because

register = template.Library()
register.filter("kept_because", kept_because)
