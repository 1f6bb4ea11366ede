"""Registries of people, organizations, places and subjects: their IRIs identify a thing and are no page of it."""

from typing import Final

from newsfeed.values.patterns import pattern

_REGISTRY: Final = pattern(
    r"(?i)(?:https?://(?:[\w-]+\.)*(?:"
    r"wikidata\.org|viaf\.org|isni\.org|id\.loc\.gov|d-nb\.info|data\.bnf\.fr|dbpedia\.org|geonames\.org|orcid\.org|"
    r"ror\.org|cv\.iptc\.org|id\.ndl\.go\.jp|permid\.org|musicbrainz\.org|grid\.ac"
    r")(?:[/?#]|$)|urn:|info:|tag:)"
)


def is_identity(iri: str) -> bool:
    """Return whether an IRI is that of a registry, such as Wikidata or VIAF, or a name without an address."""
    return bool(_REGISTRY.match(iri))
