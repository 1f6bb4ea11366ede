"""The built-in formats: the one place that lists them, in the order in which they are tried on unknown bytes."""

BUILT_IN = (
    "rss",
    "atom",
    "newsml",
    "jsonfeed",
    "html",  # before JSON-LD, which is also found in the scripts of HTML pages
    "jsonld",
    "json",
    "ninjs",
    "text",
)
