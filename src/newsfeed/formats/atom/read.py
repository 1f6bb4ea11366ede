"""Atom to stories: the reader that all feeds in XML share."""

from newsfeed.syndication.read.documents import iter_stories, read

__all__ = ["iter_stories", "read"]
