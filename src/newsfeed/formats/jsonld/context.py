"""What the keys of a document mean: `@context`, as far as it can be known without fetching one."""

import re
from typing import Any, Final

import attrs

_SCHEMA: Final = re.compile(r"https?://(?:www\.)?schema\.org(?:/|/docs/jsonldcontext\.json(?:ld)?)?", re.IGNORECASE)
_TERM: Final = re.compile(r"https?://(?:www\.)?schema\.org/([^/#?:]+)")
_LOCAL: Final = re.compile(r"https?://(?:www\.)?schema\.org[/#]?")
_ALMOST: Final = re.compile(r"(?:https?://)?(?:www\.)?schema\.org(?:/.*)?", re.IGNORECASE)
KEYWORDS: Final = frozenset(
    [
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
    ]
)


@attrs.frozen
class Context:
    """The meaning of keys at one place of a document.

    Attributes:
        schema: whether a term without a definition of its own is schema.org's.
        open: whether a context that is not known here (a foreign URL) may define terms.
        terms: what terms are defined as: schema.org's name, a keyword, or None for something foreign.
        prefixes: the prefixes, and whether each stands for schema.org.
    """

    schema: bool = False
    open: bool = False
    terms: dict[str, str | None] = attrs.field(factory=dict)
    prefixes: dict[str, bool] = attrs.field(factory=dict)

    def name(self, key: str) -> str | None:
        """Give schema.org's name, or the keyword, that a key or type stands for; None for something foreign."""
        if key.startswith("@"):
            return key
        if key in self.terms:
            return self.terms[key]
        if found := _TERM.fullmatch(key):
            return found[1]
        prefix, colon, local = key.partition(":")
        if colon:
            return local if self.prefixes.get(prefix, prefix == "schema" and self.schema) else None
        return key if self.schema else None

    def extended(self, value: Any) -> "Context":
        """Give the context that `@context` makes of this one."""
        if value is None:
            return Context()
        if isinstance(value, list):
            context = self
            for each in value:
                context = context.extended(each)
            return context
        if isinstance(value, str):
            return self._with_url(value)
        return self._with_terms(value) if isinstance(value, dict) else self

    def _with_url(self, url: str) -> "Context":
        if not _SCHEMA.fullmatch(url):
            # what is but misspelled is reported, and then taken as it was meant
            return attrs.evolve(self, schema=self.schema or bool(_ALMOST.fullmatch(url)), open=True)
        return attrs.evolve(
            self,
            schema=True,
            terms={**self.terms, "id": "@id", "type": "@type"},
            prefixes={**self.prefixes, "schema": True},
        )

    def _with_terms(self, definitions: dict[str, Any]) -> "Context":
        context = self
        if "@vocab" in definitions:
            vocab = definitions["@vocab"]
            context = attrs.evolve(context, schema=isinstance(vocab, str) and bool(_LOCAL.fullmatch(vocab)))
        if "@import" in definitions:
            context = attrs.evolve(context, open=True)
        prefixes, terms = dict(context.prefixes), dict(context.terms)
        for key, value in definitions.items():
            identifier = value.get("@id", value.get("@reverse")) if isinstance(value, dict) else value
            if not key.startswith("@") and isinstance(identifier, str) and identifier.endswith(("/", "#", ":")):
                prefixes[key] = bool(_LOCAL.fullmatch(identifier))
        context = attrs.evolve(context, prefixes=prefixes)
        for key, value in definitions.items():
            if not key.startswith("@"):
                terms[key] = context.defined(key, value)
        return attrs.evolve(context, terms=terms)

    def defined(self, key: str, value: Any) -> str | None:
        """Give what a definition makes of a term."""
        if isinstance(value, dict):
            value = value.get("@id", key)  # a definition without @id only says how the values are read
            if value == key:
                return self.name(key) if ":" in key or self.schema else None
        return self.name(value) if isinstance(value, str) and (":" in value or value.startswith("@")) else None


def is_schema_org(url: str) -> bool:
    """Whether the URL of a context is one that schema.org has."""
    return bool(_SCHEMA.fullmatch(url))


def is_misspelled(url: str) -> bool:
    """Whether the URL of a context was meant for schema.org's, but is not."""
    return not is_schema_org(url) and bool(_ALMOST.fullmatch(url))
