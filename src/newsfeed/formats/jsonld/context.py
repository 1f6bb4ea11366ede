"""The meaning of a document's keys: `@context`, as far as it can be known without fetching one."""

import re
from typing import Final

import attrs

from newsfeed.formats.jsonld.json_values import JsonObject, JsonValue

_CONTEXT_URL: Final = re.compile(
    r"https?://(?:www\.)?schema\.org(?:/|/docs/jsonldcontext\.json(?:ld)?)?", re.IGNORECASE
)
_TERM_IRI: Final = re.compile(r"https?://(?:www\.)?schema\.org/([^/#?:]+)")
_VOCABULARY_IRI: Final = re.compile(r"https?://(?:www\.)?schema\.org[/#]?")
_MISSPELLED_URL: Final = re.compile(r"(?:https?://)?(?:www\.)?schema\.org(?:/.*)?", re.IGNORECASE)
KEYWORDS: Final = frozenset(
    (
        "@base",
        "@container",
        "@context",
        "@direction",
        "@graph",
        "@id",
        "@import",
        "@included",
        "@index",
        "@json",
        "@language",
        "@list",
        "@nest",
        "@none",
        "@prefix",
        "@propagate",
        "@protected",
        "@reverse",
        "@set",
        "@type",
        "@value",
        "@version",
        "@vocab",
    )
)
"""The keywords of JSON-LD 1.1 (1.7, Syntax Tokens and Keywords)."""


@attrs.frozen
class Context:
    """The active context at one point of a document (JSON-LD 1.1, 3.1).

    Attributes:
        uses_schema_org: True if a term without a definition is a term of schema.org.
        is_open: True if a context that is not known here (a URL other than schema.org's) may define terms.
        terms: each defined term with the name in schema.org or the keyword that it stands for; None for another vocabulary.
        prefixes: each defined prefix, with True if it stands for schema.org.
    """

    uses_schema_org: bool = False
    is_open: bool = False
    terms: dict[str, str | None] = attrs.field(factory=dict)
    prefixes: dict[str, bool] = attrs.field(factory=dict)
    _resolved: dict[str, str | None] = attrs.field(factory=dict, init=False, eq=False, repr=False)

    def resolve(self, key: str) -> str | None:
        """Return the name in schema.org, or the keyword, that a key or type stands for; None for another vocabulary."""
        if key in self._resolved:
            return self._resolved[key]
        self._resolved[key] = name = self._resolve(key)
        return name

    def _resolve(self, key: str) -> str | None:
        if key.startswith("@"):
            return key
        if key in self.terms:
            return self.terms[key]
        if match := _TERM_IRI.fullmatch(key):
            return match[1]
        prefix, colon, local_name = key.partition(":")
        if colon:
            is_schema_org = self.prefixes.get(prefix, prefix == "schema" and self.uses_schema_org)
            return local_name if is_schema_org else None
        return key if self.uses_schema_org else None

    def extend(self, value: JsonValue) -> "Context":
        """Return the context that a `@context` makes of this one.

        Args:
            value: the value of `@context`: a URL, an object of definitions, null, which resets it, or an array of these.
        """
        if value is None:
            return Context()
        if isinstance(value, list):
            context = self
            for item in value:
                context = context.extend(item)
            return context
        if isinstance(value, str):
            return self._with_url(value)
        return self._with_definitions(value) if isinstance(value, dict) else self

    def _with_url(self, url: str) -> "Context":
        if not is_schema_org(url):
            # The rules report a misspelled URL; the reader still understands the document.
            return attrs.evolve(self, uses_schema_org=self.uses_schema_org or is_misspelled(url), is_open=True)
        return attrs.evolve(
            self,
            uses_schema_org=True,
            terms={**self.terms, "id": "@id", "type": "@type"},
            prefixes={**self.prefixes, "schema": True},
        )

    def _with_definitions(self, definitions: JsonObject) -> "Context":
        context = self
        if "@vocab" in definitions:
            vocabulary = definitions["@vocab"]
            is_schema_org = isinstance(vocabulary, str) and bool(_VOCABULARY_IRI.fullmatch(vocabulary))
            context = attrs.evolve(context, uses_schema_org=is_schema_org)
        if "@import" in definitions:
            context = attrs.evolve(context, is_open=True)
        prefixes, terms = dict(context.prefixes), dict(context.terms)
        for term, definition in definitions.items():
            iri = definition.get("@id", definition.get("@reverse")) if isinstance(definition, dict) else definition
            if not term.startswith("@") and isinstance(iri, str) and iri.endswith(("/", "#", ":")):
                prefixes[term] = bool(_VOCABULARY_IRI.fullmatch(iri))
        context = attrs.evolve(context, prefixes=prefixes)
        for term, definition in definitions.items():
            if not term.startswith("@"):
                terms[term] = context._definition(term, definition)
        return attrs.evolve(context, terms=terms)

    def _definition(self, term: str, definition: JsonValue) -> str | None:
        """Return the name in schema.org, or the keyword, that a term is defined as; None for another vocabulary."""
        if isinstance(definition, dict):
            definition = definition.get("@id", term)  # A definition without @id only sets the type of the values.
            if definition == term:
                return self.resolve(term) if ":" in term or self.uses_schema_org else None
        if isinstance(definition, str) and (":" in definition or definition.startswith("@")):
            return self.resolve(definition)
        return None


def is_schema_org(url: str) -> bool:
    """Return whether a context URL is one of schema.org's."""
    return bool(_CONTEXT_URL.fullmatch(url))


def is_misspelled(url: str) -> bool:
    """Return whether a context URL is a misspelling of schema.org's, such as one without a scheme."""
    return not is_schema_org(url) and bool(_MISSPELLED_URL.fullmatch(url))
