"""The words of a page besides the story, by language, and dates as readers write them."""

import pkgutil
import tomllib
from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache
from typing import Final

import attrs

from newsfeed.values.dates import rfc3339

_FALLBACK: Final = "en"
_MINUTE: Final = 60


@attrs.frozen
class Words:
    """The words of one language.

    Attributes:
        labels: the words by name, as in `words.toml`.
        months: the names of the months, January first.
        date_form: the form of a date, with `{d}`, `{m}` and `{y}`.
        moment_form: the form of a date with a time of day, with `{date}` and `{time}`.
    """

    labels: dict[str, str]
    months: tuple[str, ...]
    date_form: str
    moment_form: str

    def kind(self, kind: str | None) -> str:
        """Return the name of a kind of story; "" for an article, an unknown kind and none."""
        return self.labels.get(f"kind-{kind}", "")

    def moment(self, moment: datetime) -> "Moment":
        """Return a moment as it is written for readers: date, time of day and offset from UTC."""
        machine = rfc3339(moment)
        if machine.endswith("Z"):  # its own offset is 0, or one that RFC 3339 cannot have
            moment = moment.astimezone(UTC)
        date = self.date_form.format(d=moment.day, m=self.months[moment.month - 1], y=moment.year)
        time = f"{moment.hour:02d}:{moment.minute:02d} {_offset(moment)}"
        return Moment(machine=machine, text=self.moment_form.format(date=date, time=time))


@attrs.frozen
class Moment:
    """A moment on a page.

    Attributes:
        machine: for the attribute `datetime`, as in RFC 3339.
        text: for readers.
    """

    machine: str
    text: str


def _offset(moment: datetime) -> str:
    minutes = (moment.utcoffset() or timedelta()) // timedelta(minutes=1)
    if not minutes:
        return "UTC"
    hours, minutes_left = divmod(abs(minutes), _MINUTE)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}" + (f":{minutes_left:02d}" if minutes_left else "")


@lru_cache(maxsize=256)
def words_of(language: str | None) -> Words:
    """Return the words of a language (BCP 47 tag), or the English ones if there are none of it."""
    tables = _tables()
    table = tables.get((language or "").partition("-")[0].lower()) or tables[_FALLBACK]
    return Words(
        labels=table, months=tuple(table["months"].split()), date_form=table["date"], moment_form=table["moment"]
    )


@cache
def _tables() -> dict[str, dict[str, str]]:
    source = pkgutil.get_data("newsfeed.formats.html", "words.toml") or b""
    return tomllib.loads(source.decode())
