"""The explainer page, whatever its syntax: lines to parts, parts to blocks and entries, and those to a story.

The formats that read pages (plain text and Markdown, HTML) turn their documents into lines and leave the rest to it.
"""
