"""The steps of sanitizing HTML: tokens, rewriting before cleaning, repair of addresses after it, and the removals.

`newsfeed.io.html` is the entrance; nothing else calls these modules.
"""
