"""What a WSGI server serves."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pakten.config.settings")

application = get_wsgi_application()

if settings.PRODUCTION:  # models can be loaded only now
    import_module("pakten.config.checks").refuse_example_accounts()

# What is loaded stays: without this, looking for cycles now and then stops a request for 70 ms.
_ = get_resolver().url_patterns
gc.collect()
gc.freeze()
gc.set_threshold(25_000, 20, 20)
