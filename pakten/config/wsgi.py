"""What a WSGI server serves."""

import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pakten.config.settings")

application = get_wsgi_application()

if settings.PRODUCTION:  # models can be loaded only now
    import_module("pakten.config.checks").refuse_example_accounts()
