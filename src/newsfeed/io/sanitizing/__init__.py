"""The steps of sanitizing HTML: tokens, rewriting before cleaning, repair of addresses after it, and what was removed.

`newsfeed.io.html` is the entrance; nothing else calls these modules.
"""
