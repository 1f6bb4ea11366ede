"""The Django project of these tests: its settings, and a database in memory."""

from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.util import find_spec

import pytest

NOW = datetime(2026, 11, 5, 12, tzinfo=UTC)
"""The present of the project's clock."""

if find_spec("django") is None:
    collect_ignore_glob = ["test_*.py"]
else:
    import django
    from django.conf import settings

    settings.configure(
        ALLOWED_HOSTS=["*"],
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
        DEFAULT_AUTO_FIELD="django.db.models.AutoField",
        INSTALLED_APPS=[
            "django.contrib.sitemaps",
            "newsfeed.integrations.django",
            "tests.integrations.django.newsroom",
        ],
        LANGUAGE_CODE="en-us",
        NEWSFEED={"CLOCK": lambda: NOW},
        ROOT_URLCONF="tests.integrations.django.addresses",
        SECRET_KEY="only for tests",
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
        TIME_ZONE="Europe/Berlin",
        USE_TZ=True,
    )
    django.setup()


@pytest.fixture
def database() -> Iterator[None]:
    """The tables of the models in `newsroom`, empty."""
    from django.db import connection

    from tests.integrations.django.newsroom.models import MODELS

    with connection.schema_editor() as editor:
        for model in MODELS:
            editor.create_model(model)
    yield
    with connection.schema_editor() as editor:
        for model in reversed(MODELS):
            editor.delete_model(model)


@pytest.fixture
def clock() -> datetime:
    """The present of the project's clock."""
    return NOW
