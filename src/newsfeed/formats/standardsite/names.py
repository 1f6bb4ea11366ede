"""Names of standard.site and the AT Protocol: types of records, addresses of records, and identifiers of accounts."""

from typing import Final

from newsfeed.values.patterns import pattern

DOCUMENT: Final = "site.standard.document"
PUBLICATION: Final = "site.standard.publication"
HTML: Final = "org.wordpress.html"
"""The content type for HTML: an object with the member `html`, which the lexicon of this name defines."""

_REPOSITORY: Final = r"at://(?:did:[a-z]+:[A-Za-z0-9._:%-]+|[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)"
_KEY: Final = r"[A-Za-z0-9._~:-]{1,512}"

RECORD_URI: Final = pattern(rf"{_REPOSITORY}/[A-Za-z0-9.-]+/{_KEY}")
DOCUMENT_URI: Final = pattern(rf"{_REPOSITORY}/site\.standard\.document/{_KEY}")
PUBLICATION_URI: Final = pattern(rf"{_REPOSITORY}/site\.standard\.publication/{_KEY}")
DID: Final = pattern(r"did:[a-z]+:[A-Za-z0-9._:%-]*[A-Za-z0-9._-]")
WEB_ORIGIN: Final = pattern(r"(?P<origin>https?://[^/?#]+)(?P<rest>[^\n]*)")

AUTHOR: Final = "author"
"""The role of a contributor who is an author."""
CONTRIBUTOR: Final = "contributor"
"""The role of a contributor of whom no more is known."""
