"""As in Swedish."""

from pakten.config.formats.sv.formats import *  # noqa: F403
