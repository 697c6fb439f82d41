"""The production server's application, with the empty page added."""

import os

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "roeland.config.settings")
django.setup()
settings.ROOT_URLCONF = "tests.bench.urls"
application = get_wsgi_application()
