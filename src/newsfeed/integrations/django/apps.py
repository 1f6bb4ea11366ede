"""The configuration of the Django app."""

from importlib.util import find_spec

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from newsfeed.integrations.django import conf


class NewsfeedConfig(AppConfig):
    """The app: template tags, templates of sitemaps, and the checks of the setting `NEWSFEED`."""

    name = "newsfeed.integrations.django"
    label = "newsfeed"

    def ready(self) -> None:
        """Register the checks of `manage.py check`."""
        register(check_settings, Tags.compatibility)


def check_settings(*_apps: object, **_options: object) -> list[CheckMessage]:
    """Return an error for everything that is wrong with the setting `NEWSFEED`, whichever apps are checked."""
    errors: list[CheckMessage] = []
    if find_spec("jinja2") is None:
        hint = "Install it with `pip install newsfeed-kit[django]`."
        errors.append(Error("The template tags of newsfeed need Jinja2.", hint=hint, id="newsfeed.E002"))
    value = getattr(settings, conf.NAME, {})
    errors += [Error(problem, id="newsfeed.E001") for problem in conf.problems(value)]
    return errors
