"""Shared ground of RSS and Atom: their reader, their validation rules, and the elements that both writers need.

A format's own structure is in `newsfeed.formats.rss` and `newsfeed.formats.atom`; code belongs here if both need it, or if
feeds of either format carry it, such as Media RSS, RFC 5005 paging and extension elements.
"""
