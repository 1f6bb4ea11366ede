"""The usage of stories by machines in the vocabularies that crawlers and agencies read, one module for each.

A module here turns a `Usage` into the values of one standard and back, without any file or document around them. Formats embed
these values; `newsfeed.policies` puts them in the files of a site.
"""
