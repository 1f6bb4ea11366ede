"""Reader of Atom, the one that all XML feeds share."""

from newsfeed.syndication.read.documents import iter_stories, read

__all__ = ["iter_stories", "read"]
