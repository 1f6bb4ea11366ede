"""The plain text of a story's body (articleBody)."""

from newsfeed.body.plain_text import plain_text as article_body
from newsfeed.body.plain_text import strip_tags

__all__ = ["article_body", "strip_tags"]
