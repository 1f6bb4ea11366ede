"""The built-in formats: the one place that lists them, in the order of trying them on unknown bytes."""

BUILT_IN = (
    "rss",
    "atom",
    "newsml",
    "opml",
    "rsl",
    "jsonfeed",
    "activitystreams",
    "standardsite",
    "html",  # before JSON-LD, since the scripts of HTML pages contain it, too
    "jsonld",
    "json",
    "ninjs",
    "subscriptions",  # before pages: their front matter is TOML, too
    "sitemap",  # before text, since a list of addresses is a page to it
    "markdown",  # before text: it reads pages of any Markdown
    "text",
)
