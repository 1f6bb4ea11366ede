"""Rules of videos and live coverage: the properties that their consumers require."""

from collections.abc import Iterator
from typing import Final

from newsfeed.findings import Finding, Severity
from newsfeed.formats.jsonld.json_values import iter_strings
from newsfeed.formats.jsonld.rules_nodes import DescribedNode
from newsfeed.formats.jsonld.vocabulary import SCHEMA_ORG
from newsfeed.model import Media, Story

_REMEDIES: Final[dict[str, dict[str, str]]] = {
    "VideoObject": {
        "name": "write what it shows as name",
        "thumbnailUrl": "write the address of a still picture as thumbnailUrl",
        "uploadDate": "write the date of its first publication as uploadDate",
    },
    "LiveBlogPosting": {
        "coverageStartTime": "write when the coverage begins as coverageStartTime",
        "liveBlogUpdate": "write its entries as liveBlogUpdate",
    },
}
"""The required properties of each type, with the remedy if one is missing."""

_CODES: Final = {
    "name": "name",
    "thumbnailUrl": "thumbnail_url",
    "uploadDate": "upload_date",
    "coverageStartTime": "coverage_start_time",
    "liveBlogUpdate": "live_blog_update",
}
"""The part of a finding's code for each property."""


def check_media_node(node: DescribedNode, nodes: dict[str, DescribedNode]) -> Iterator[Finding]:
    """Report the properties that a video or live coverage lacks.

    Args:
        node: the node.
        nodes: the nodes of the document by identifier: another description of the node may have the property.
    """
    types = [node.context.resolve(name) for name in iter_strings(node.values.get("@type"))]
    merged = nodes.get(str(node.values.get("@id")), node)
    for type_name, remedies in _REMEDIES.items():
        if type_name in types:
            for name, remedy in remedies.items():
                if not merged.values.get(name):
                    yield _finding(name, f"the {type_name} has no {name}: {remedy}", node.pointer)


def check_media(story: Story, path: str) -> Iterator[Finding]:
    """Report missing values of the videos and the live coverage of a story.

    Args:
        story: the story.
        path: the path of the story.
    """
    for index, medium in enumerate(story.media):
        if medium.medium == "video":
            yield from _check_video(medium, story, f"{path}.media[{index}]")
    is_live = story.kind == "live" or bool(story.updates)
    if is_live and not story.coverage_start:
        message = "live coverage has no beginning, so it has no coverageStartTime: set coverage_start"
        yield _finding("coverageStartTime", message, f"{path}.coverage_start")
    if story.kind == "live" and not story.updates:
        message = "live coverage has no entries, so it has no liveBlogUpdate: set updates"
        yield _finding("liveBlogUpdate", message, f"{path}.updates")


def _check_video(video: Media, story: Story, path: str) -> Iterator[Finding]:
    if not video.title:
        stand_in = "the headline is written as its name" if story.headline else "consumers skip it"
        yield _finding("name", f"the video has no title, so {stand_in}: set title", f"{path}.title")
    if not (video.thumbnail or video.poster):
        message = "the video has no still picture, so consumers skip it: set thumbnail or poster"
        yield _finding("thumbnailUrl", message, f"{path}.thumbnail")
    if not video.uploaded:
        stand_in = "the publication of the story is written as uploadDate" if story.published else "consumers skip it"
        message = f"the video has no date of upload, so {stand_in}: set uploaded"
        yield _finding("uploadDate", message, f"{path}.uploaded")


def _finding(name: str, message: str, path: str) -> Finding:
    type_name = "VideoObject" if name in _REMEDIES["VideoObject"] else "LiveBlogPosting"
    return Finding(
        severity=Severity.INFO,
        code=f"jsonld.{_CODES[name]}.missing",
        message=message,
        path=path,
        reference=SCHEMA_ORG + type_name,
    )
