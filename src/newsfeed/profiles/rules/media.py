"""Rules about the pictures, videos and recordings of a story."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from newsfeed.model import Media, Rendition, Story
from newsfeed.profiles.rules.rule import Fault, Settings


class Size(NamedTuple):
    """The size of a picture in pixels."""

    width: int
    height: int


def sizes(media: Media) -> list[Size]:
    """Return the known sizes of a picture and its other files."""
    files: tuple[Media | Rendition, ...] = (media, *media.renditions)
    return [Size(file.width, file.height) for file in files if file.width and file.height]


def images(story: Story) -> Iterator[tuple[int, Media]]:
    """Yield the pictures of a story with their positions among its media."""
    return ((index, media) for index, media in enumerate(story.media) if media.medium == "image")


def image_required(story: Story, settings: Settings) -> Iterator[Fault]:
    """Report a story without a picture."""
    if story.lead_image is None:
        yield Fault("media", f"{settings.consumer} shows a picture with each story: add one to media")


def image_min_size(story: Story, settings: Settings) -> Iterator[Fault]:
    """Report a picture that is too small in its largest file; one of unknown size is not reported."""
    width, smallest, pixels = settings.number("width"), settings.number("smallest"), settings.number("pixels")
    for index, media in images(story):
        known_sizes = sizes(media)
        largest = max(known_sizes, key=lambda size: size.width * size.height, default=None)
        if largest is None:
            continue
        message = f"this one has {largest.width} by {largest.height}: pass a larger file"
        if largest.width < width:
            limit = f"{settings.consumer} expects pictures of at least {width:,} pixels in width"
            yield Fault(f"media[{index}].width", f"{limit}, and {message}")
        elif min(largest) < smallest:
            limit = f"{settings.consumer} expects pictures of at least {smallest:,} pixels on the smaller side"
            yield Fault(f"media[{index}].width", f"{limit}, and {message}")
        elif largest.width * largest.height < pixels:
            limit = f"{settings.consumer} expects pictures of at least {pixels:,} pixels in all"
            yield Fault(f"media[{index}].width", f"{limit}, and {message}")


def image_width(story: Story, settings: Settings) -> Iterator[Fault]:
    """Report a story without a picture that is wide enough for large previews."""
    known_sizes = [size for _, media in images(story) for size in sizes(media)]
    width = settings.number("width")
    if known_sizes and max(size.width for size in known_sizes) < width:
        message = (
            f"{settings.consumer} shows large previews of pictures of {width:,} pixels in width, and the widest here has "
            f"{max(size.width for size in known_sizes):,}: add a wider file"
        )
        yield Fault("media", message)


_TOLERANCE: Final = 0.03


def image_ratio(story: Story, settings: Settings) -> Iterator[Fault]:
    """Report a story with pictures of known size, but none in one of the shapes that the consumer crops to."""
    known_sizes = [size for _, media in images(story) for size in sizes(media)]
    missing = [ratio for ratio in settings.texts("ratios") if not any(_has_ratio(size, ratio) for size in known_sizes)]
    if known_sizes and missing:
        message = (
            f"{settings.consumer} chooses among pictures in {', '.join(settings.texts('ratios'))}, and there is none in "
            f"{', '.join(missing)}: add it to the renditions of the picture"
        )
        yield Fault("media", message)


def _has_ratio(size: Size, ratio: str) -> bool:
    width, _, height = ratio.partition(":")
    expected = int(width) / int(height)
    return abs(size.width / size.height - expected) <= expected * _TOLERANCE


def enclosure_image(story: Story, settings: Settings) -> Iterator[Fault]:
    """Report a story without a picture or video that its item can enclose."""
    if not any(media.medium in ("image", "video") for media in story.media):
        message = f"{settings.consumer} shows the picture or video in the enclosure of each item: add it to media"
        yield Fault("media", message)


def video_fields(story: Story, settings: Settings) -> Iterator[Fault]:
    """Report a video without a name, a thumbnail or the date of its upload."""
    for index, media in enumerate(story.media):
        if media.medium != "video":
            continue
        values = {"title": media.title, "thumbnail": media.thumbnail or media.poster, "uploaded": media.uploaded}
        missing = [name for name, value in values.items() if not value]
        if missing:
            fields = ", ".join(missing)
            message = f"{settings.consumer} requires the name, thumbnail and date of upload of a video: set {fields}"
            yield Fault(f"media[{index}].{missing[0]}", message)


_FORMATS: Final = ("audio/mpeg", "audio/x-m4a", "audio/mp4", "audio/aac", "video/mp4", "video/x-m4v", "video/quicktime")


def podcast_enclosure(story: Story, settings: Settings) -> Iterator[Fault]:
    """Report an episode without a recording in a format that the consumer plays."""
    recordings = [(index, media) for index, media in enumerate(story.media) if media.medium in ("audio", "video")]
    if not recordings:
        yield Fault("media", f"{settings.consumer} requires the recording of each episode: add it to media")
        return
    index, recording = recordings[0]
    if recording.type and recording.type.partition(";")[0].lower() not in _FORMATS:
        message = (
            f"{settings.consumer} plays MP3, M4A, MP4, MOV and M4V, and this is {recording.type}: pass one of these"
        )
        yield Fault(f"media[{index}].type", message)
    elif not recording.length:
        message = f"{settings.consumer} needs the size of the recording in bytes: set length"
        yield Fault(f"media[{index}].length", message)
