"""Reader of explainer pages."""

from newsfeed.pages.document_reader import read

__all__ = ["read"]
