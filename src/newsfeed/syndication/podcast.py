"""Podcasts as elements of Apple's vocabulary (itunes) and of Podcasting 2.0 (podcast)."""

from collections.abc import Iterable, Iterator
from typing import Final

import attrs

from newsfeed.findings import Loss
from newsfeed.model import Extension, Media, Podcast, PodcastCategory, PodcastPerson, Story, Transcript
from newsfeed.model.extension import written_element
from newsfeed.model.podcast import EPISODE_FIELDS, PODCAST_FIELDS
from newsfeed.syndication.media import medium_as_read
from newsfeed.values.namespaces import ITUNES, PODCAST

_RECORDINGS: Final = ("audio", "video")
_DEFAULTS: Final = {field.name: field.default for field in attrs.fields(Podcast)}


def podcast_elements(podcast: Podcast | None) -> Iterator[Extension]:
    """Yield the elements of a podcast in a channel or feed."""
    if podcast is None:
        return
    yield from _values({"type": podcast.type})
    yield from _shared_values(podcast)
    if podcast.owner:
        owner = (("name", podcast.owner.name), ("email", podcast.owner.email or ""))
        yield _itunes("owner", content=tuple(_itunes(name, content=(text,)) for name, text in owner))
    for category in podcast.categories:
        yield _category(category)
    yield from _values({"complete": "Yes" if podcast.complete else None, "new-feed-url": podcast.new_feed_url})
    if podcast.guid:
        yield _podcast("guid", content=(podcast.guid,))
    if podcast.locked is not None:
        pairs = (("owner", podcast.locked_owner),)
        yield _podcast("locked", pairs, ("yes" if podcast.locked else "no",))
    yield from map(_person, podcast.persons)


def episode_elements(podcast: Podcast | None) -> Iterator[Extension]:
    """Yield the elements of an episode in an item or entry."""
    if podcast is None:
        return
    yield from _values(
        {"season": podcast.season, "episode": podcast.episode, "episodeType": podcast.episode_type},
    )
    yield from _shared_values(podcast)
    if podcast.season and podcast.season_name:
        yield _podcast("season", (("name", podcast.season_name),), (str(podcast.season),))
    yield from map(_transcript, podcast.transcripts)
    if podcast.chapters:
        yield _podcast("chapters", (("url", podcast.chapters.url), ("type", podcast.chapters.type)))
    yield from map(_person, podcast.persons)


def duration_element(story: Story) -> Extension | None:
    """Return the running time of an episode; None unless all of its recordings have one, since it is read for each."""
    if all(media.duration is None for media in story.media):
        return None
    recordings = [media for media in story.media if is_recording(media)]
    if not recordings or any(media.duration is None for media in recordings):
        return None
    return _itunes("duration", content=(str(round(recordings[0].duration or 0)),))


def is_recording(media: Media) -> bool:
    """Return whether a medium can be the recording of an episode."""
    return medium_as_read(media) in _RECORDINGS


def _values(values: dict[str, str | int | None]) -> Iterator[Extension]:
    for name, value in values.items():
        if value is not None:
            yield _itunes(name, content=(str(value),))


def _shared_values(podcast: Podcast) -> Iterator[Extension]:
    if podcast.explicit is not None:
        yield _itunes("explicit", content=("true" if podcast.explicit else "false",))
    if podcast.image:
        yield _itunes("image", (("href", podcast.image),))
    if podcast.block:
        yield _itunes("block", content=("Yes",))


def _category(category: PodcastCategory) -> Extension:
    children = tuple(_itunes("category", (("text", name),)) for name in category.subcategories)
    return _itunes("category", (("text", category.name),), children)


def _person(person: PodcastPerson) -> Extension:
    pairs = (("role", person.role), ("group", person.group), ("img", person.image), ("href", person.url))
    return _podcast("person", pairs, (person.name,))


def _transcript(transcript: Transcript) -> Extension:
    pairs = (
        ("url", transcript.url),
        ("type", transcript.type),
        ("language", transcript.language),
        ("rel", "captions" if transcript.is_captions else None),
    )
    return _podcast("transcript", pairs)


def _itunes(
    name: str, pairs: Iterable[tuple[str, str | None]] = (), content: tuple[str | Extension, ...] = ()
) -> Extension:
    return _element(ITUNES, name, pairs, content)


def _podcast(name: str, pairs: Iterable[tuple[str, str | None]] = (), content: tuple[str, ...] = ()) -> Extension:
    return _element(PODCAST, name, pairs, content)


def _element(
    namespace: str, name: str, pairs: Iterable[tuple[str, str | None]], content: tuple[str | Extension, ...]
) -> Extension:
    attributes = tuple((key, value) for key, value in pairs if value)
    return written_element(name=f"{{{namespace}}}{name}", attributes=attributes, content=content)


# --- losses ----------------------------------------------------------------------------------------------------------------


def podcast_losses(podcast: Podcast | None, path: str, *, is_episode: bool) -> Iterator[Loss]:
    """Yield the losses of a podcast or an episode.

    Args:
        podcast: its values.
        path: their path.
        is_episode: True for the values of a story.
    """
    if podcast is None:
        return
    reasons = dict(_lost_fields(podcast, is_episode=is_episode))
    if podcast.replace(**{name: _DEFAULTS[name] for name in reasons}) == Podcast():
        yield Loss(path, next(iter(reasons.values())))
        return
    for name, reason in reasons.items():
        yield Loss(f"{path}.{name}", reason)
    if not is_episode and podcast.owner:
        for name in ("url", "avatar", "same_as"):
            if getattr(podcast.owner, name):
                yield Loss(f"{path}.owner.{name}", "itunes:owner has only a name and an e-mail address")


def _lost_fields(podcast: Podcast, *, is_episode: bool) -> Iterator[tuple[str, str]]:
    """Yield the fields that are not written, with the reason."""
    for name in PODCAST_FIELDS if is_episode else EPISODE_FIELDS:
        if getattr(podcast, name) != _DEFAULTS[name]:
            yield name, f"only {'a podcast as a whole' if is_episode else 'an episode'} has such an element"
    if is_episode and podcast.season_name and not podcast.season:
        yield "season_name", "podcast:season requires the number of the season"
    if not is_episode and podcast.locked_owner and podcast.locked is None:
        yield "locked_owner", "podcast:locked requires whether the podcast is locked"
