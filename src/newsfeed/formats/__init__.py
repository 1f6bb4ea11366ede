"""The built-in formats: the one place that lists them, in the order in which they are tried on unknown bytes."""

BUILT_IN = (
    "rss",
    "atom",
    "newsml",
    "jsonfeed",
    "jsonld",
    "json",
    "ninjs",
    "text",
)
