"""Writing of associations: pictures and recordings with their renditions, links, and translations."""

from newsfeed.formats.ninjs import extension_members
from newsfeed.formats.ninjs.extension_members import add_members
from newsfeed.formats.ninjs.vocabulary import (
    ALT,
    CAPTION,
    MAIN,
    MEDIA,
    MEDIUM_OF_TYPE,
    PLAIN,
    RENDITION,
    TYPE_OF_MEDIUM,
    WEB,
    XHTML,
)
from newsfeed.model import Link, Media, Rendition, RichText, Story, Text, Translation
from newsfeed.model.rich_text import split_paragraphs
from newsfeed.reading.json.json_types import JsonObject, JsonValue
from newsfeed.values.dates import rfc3339
from newsfeed.values.namespaces import NINJS

_RENDITION_NAME = f"{{{NINJS}}}{RENDITION}"


def without_empty(members: JsonObject) -> JsonObject:
    """Return an object without the members that have no value."""
    return {name: value for name, value in members.items() if value not in (None, "", [], {})}


def text_entry(text: Text, role: str) -> JsonObject:
    """Return a text with its role; rich text is XHTML."""
    if isinstance(text, RichText):
        html = "".join([f"<p>{paragraph}</p>" for paragraph in split_paragraphs(text)])
        return {"role": role, "contentType": XHTML, "value": html}
    return {"role": role, "contentType": PLAIN, "value": text}


def headline_entries(headline: str) -> list[JsonValue]:
    """Return the headlines of an item that has one at most."""
    return [{"role": MAIN, "value": headline}] if headline else []


# --- media ---


def media_association(media: Media) -> JsonObject:
    """Return the associated item of a picture, video, recording or document."""
    members = association_members(media)
    add_members(members, (item for item in media.extensions if item.name != _RENDITION_NAME))
    return {"name": MEDIA, "uri": media.url, **members}


def association_members(media: Media) -> JsonObject:
    """Return the members of the fields of a medium."""
    item_type = TYPE_OF_MEDIUM[media.medium]
    descriptions = [text_entry(text, role) for role, text in ((CAPTION, media.caption), (ALT, media.alt)) if text]
    members: JsonObject = {
        "type": item_type,
        "profile": media.medium if item_type == "component" else "",
        "firstCreated": rfc3339(media.uploaded) if media.uploaded else None,
        "language": media.language,
        "headlines": headline_entries(media.title),
        "descriptions": [*descriptions],
        "by": media.credit,
        "renditions": renditions(media),
    }
    if any(item.name == f"{{{NINJS}}}type" for item in media.extensions):
        del members["type"]  # a picture that is called a graphic
    return without_empty(members)


def renditions(media: Media) -> list[JsonValue]:
    """Return the files of a medium: its own, small pictures of it, and others."""
    entries: list[JsonValue] = [{"name": MAIN, **main_rendition(media)}]
    for name, url in (("thumbnail", media.thumbnail), ("poster", media.poster)):
        entries += [still_rendition(name, url)] if url else []
    entries += [add_members(rendition_members(rendition), rendition.extensions) for rendition in media.renditions]
    return entries


def still_rendition(name: str, url: str) -> JsonObject:
    """Return the rendition of a still picture that is known only by its address."""
    return {"name": name, "href": url}


def main_rendition(media: Media) -> JsonObject:
    """Return the file of a medium, with the further members that an extension keeps."""
    members = _file(media)
    for item in media.extensions:
        member = extension_members.member_of(item)
        if item.name == _RENDITION_NAME and member and isinstance(member[1], dict):
            members = member[1] | members
    return members


def rendition_members(rendition: Rendition) -> JsonObject:
    """Return the members of the fields of a rendition."""
    return {"name": rendition.role, **_file(rendition)}


def _file(file: Media | Rendition) -> JsonObject:
    return without_empty(
        {
            "href": file.url,
            "contentType": file.type,
            "width": file.width,
            "height": file.height,
            "sizeInBytes": file.length,
            "duration": file.duration,
        }
    )


def own_media(story: Story) -> Media | None:
    """Return the medium that a story is, such as the picture of a picture item, if it is nothing but its files."""
    media = story.media[0] if story.media else None
    if media is None or MEDIUM_OF_TYPE.get(story.item_class) != media.medium:
        return None
    texts = (media.title, media.alt, media.caption, media.credit, media.language, media.uploaded)
    is_file = not any(texts) and all(item.name == _RENDITION_NAME for item in media.extensions)
    return media if is_file else None


# --- links and translations ---


def link_association(link: Link) -> JsonObject:
    """Return the associated item of a link."""
    members = add_members(link_members(link), link.extensions)
    if "name" in members:  # the one that was read
        members["rel"] = link.rel
    return {"name": link.rel, "uri": link.url, **members}


def link_members(link: Link) -> JsonObject:
    """Return the members of the fields of a link, without its relation."""
    page = without_empty({"contentType": link.type, "sizeInBytes": link.length})
    return without_empty(
        {
            "language": link.language,
            "headlines": headline_entries(link.title),
            "renditions": [{"name": WEB, "href": link.url, **page}] if page else [],
        }
    )


def translation_association(translation: Translation, name: str) -> JsonObject:
    """Return the associated item of a translation."""
    members: JsonObject = {"language": translation.language, "headlines": headline_entries(translation.headline)}
    return {"name": name, "uri": translation.url, **without_empty(members)}
