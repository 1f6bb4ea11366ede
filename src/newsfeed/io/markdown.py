"""Markdown of feeds: conversion to HTML, to be sanitized like any other."""


def to_html(text: str) -> str:
    """Convert CommonMark to HTML."""
    # Few feeds have Markdown, and the parser is slow to import.
    from markdown_it import MarkdownIt

    html: str = MarkdownIt("commonmark").render(text)
    return html
