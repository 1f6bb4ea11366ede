"""The usage of a story in `<rightsInfo>`: `<dataMining>` (NewsML-G2 2.34) and the link to a license file."""

from newsfeed.formats.newsml.concepts import CONCEPT_ATTRIBUTES, Mode
from newsfeed.model import Usage
from newsfeed.rendering.markup import MarkupBuilder
from newsfeed.rights import data_mining, rsl


def has_usage(usage: Usage | None) -> bool:
    """Return whether a story has a usage that NewsML-G2 can express some of."""
    return usage is not None and as_read(usage) is not None


def add_license_file(builder: MarkupBuilder, usage: Usage, mode: Mode) -> None:
    """Add the link to the license file."""
    if usage.license_url:
        ending = f'" contenttype="{rsl.MEDIA_TYPE}"/>\n'
        builder.link(f'<link{CONCEPT_ATTRIBUTES[mode].license} href="', usage.license_url, ending)


def add_data_mining(builder: MarkupBuilder, usage: Usage) -> None:
    """Add the concept of PLUS for the usage. Only extensions may follow this element."""
    if uri := data_mining.concept(usage):
        builder.raw(f'<dataMining uri="{uri}"/>\n')


def as_read(usage: Usage) -> Usage | None:
    """Return the part of a usage that is read back; None if there is no element for any of it."""
    uses = data_mining.uses_of(data_mining.concept(usage) or "") or {}
    result = Usage(license_url=usage.license_url).replace(**uses)
    return None if result == Usage() else result
