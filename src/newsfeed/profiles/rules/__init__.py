"""The rules that a profile can name: a closed set of functions over the model, or over a document as it is written."""

from collections.abc import Mapping
from typing import Final

from newsfeed.profiles.profile import ProfileRule, Value
from newsfeed.profiles.rules import documents, feeds, media, stories
from newsfeed.profiles.rules.rule import Rule

RULES: Final[Mapping[str, Rule]] = {
    "feed_title": Rule("The feed has a title.", feed=feeds.feed_title),
    "feed_link": Rule("The feed has the address of its website.", feed=feeds.feed_link),
    "feed_description": Rule("The feed has a description{length}.", {"max": "number"}, feed=feeds.feed_description),
    "feed_date": Rule("The feed has a date.", feed=feeds.feed_date),
    "language_required": Rule("The feed has a language.", feed=feeds.language_required),
    "one_language": Rule("All stories are in one language.", feed=feeds.one_language),
    "unique_ids": Rule("No two stories have one id.", feed=feeds.unique_ids),
    "item_count": Rule("The feed has {range} stories.", {"min": "number", "max": "number"}, feed=feeds.item_count),
    "logo_required": Rule("The feed has a logo.", feed=feeds.logo_required),
    "hub_required": Rule("The feed has a WebSub hub.", feed=feeds.hub_required),
    "link_host": Rule("The stories are at the host of the feed.", feed=feeds.link_host),
    "publication_name": Rule("The publication has a name, without parentheses in it.", feed=feeds.publication_name),
    "podcast_explicit": Rule("The podcast says whether it is explicit.", feed=feeds.podcast_explicit),
    "podcast_owner": Rule("The podcast names its owner with an e-mail address.", feed=feeds.podcast_owner),
    "podcast_category": Rule("The podcast has a category.", feed=feeds.podcast_category),
    "podcast_image": Rule(
        "The podcast has a square cover of {range} pixels in JPEG or PNG; the size cannot be told from a feed.",
        {"min": "number", "max": "number"},
        feed=feeds.podcast_image,
    ),
    "title_length": Rule(
        "The headline has {range} characters; a short headline beside it makes up for a long one.",
        {"min": "number", "max": "number"},
        story=stories.title_length,
    ),
    "link_required": Rule("The story has an address.", story=stories.link_required),
    "body_required": Rule("The story has a body.", story=stories.body_required),
    "full_text": Rule("The story has its full text, which is not cut off.", story=stories.full_text),
    "date_required": Rule("The story has the date of its publication.", story=stories.date_required),
    "updated_recommended": Rule("The story has the date of its last change.", story=stories.updated_recommended),
    "date_within": Rule(
        "The story was published in the past, and less than {days} days ago.",
        {"days": "number"},
        story=stories.date_within,
        dated=True,
    ),
    "description_length": Rule(
        "The summary has {range} characters.",
        {"min": "number", "max": "number"},
        story=stories.description_length,
    ),
    "description_plain": Rule("The summary is plain text.", story=stories.description_plain),
    "author_required": Rule("The story has an author.", story=stories.author_required),
    "author_names_only": Rule(
        "The name of an author is that of one person and nothing else.", story=stories.author_names_only
    ),
    "author_url": Rule("Each author has a page.", story=stories.author_url),
    "story_language": Rule("The story or its feed has a language.", story=stories.story_language),
    "paywall_markup": Rule("A paid story names the part of the page that is paid for.", story=stories.paywall_markup),
    "faq_statement": Rule("A story with questions gets a note about FAQ rich results.", story=stories.faq_statement),
    "image_required": Rule("The story has a picture.", story=media.image_required),
    "image_min_size": Rule(
        "Each picture of known size has {size}.",
        {"width": "number", "smallest": "number", "pixels": "number"},
        story=media.image_min_size,
    ),
    "image_width": Rule(
        "A picture is {width} pixels wide, if the sizes are known.", {"width": "number"}, story=media.image_width
    ),
    "image_ratio": Rule(
        "There are pictures in the shapes {ratios}, if the sizes are known.",
        {"ratios": "texts"},
        story=media.image_ratio,
    ),
    "enclosure_image": Rule("The item can enclose a picture or video.", story=media.enclosure_image),
    "video_fields": Rule("A video has a name, a thumbnail and a date of upload.", story=media.video_fields),
    "podcast_enclosure": Rule(
        "The episode has a recording in a common format, with its size.", story=media.podcast_enclosure
    ),
    "file_size": Rule("The file has at most {max} bytes.", {"max": "number"}, document=documents.file_size),
    "utf8": Rule("The document is in UTF-8.", document=documents.utf8),
    "namespaces": Rule("The consumer's prefixes stand for its namespaces.", document=documents.namespaces),
    "id_required": Rule("Each item has an id.", document=documents.id_required),
    "html_tags": Rule("The body has no other elements than those of the profile.", document=documents.html_tags),
    "date_zone": Rule("Dates have a zone.", document=documents.date_zone),
}
"""The rules by name."""


def parameters_text(rule: ProfileRule) -> str:
    """Return the parameters of a rule as people write them, or ""."""
    return "; ".join(f"{name} {_text(value)}" for name, value in rule.parameters.items())


def meaning(rule: ProfileRule) -> str:
    """Return the requirement of a rule with the parameters of its profile, in one sentence."""
    values = {name: _text(value) for name, value in rule.parameters.items()}
    least, most = values.get("min"), values.get("max")
    limits = f"{least or 1} or more" if most is None else f"{least} to {most}" if least else f"at most {most}"
    sizes = {"width": "pixels in width", "smallest": "pixels on the smaller side", "pixels": "pixels in all"}
    texts = {
        "range": limits,
        "length": f" of at most {most} characters" if most else "",
        "size": " and ".join(f"at least {values[name]} {unit}" for name, unit in sizes.items() if name in values),
        **values,
    }
    sentence = RULES[rule.name].summary.format_map(texts)
    return f"{sentence} A story that breaks it is left out." if rule.leave_out else sentence


def _text(value: Value) -> str:
    return ", ".join(value) if isinstance(value, tuple) else f"{value:,}" if isinstance(value, int) else str(value)
