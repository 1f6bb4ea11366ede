"""Notices to others that a feed has changed: WebSub, rssCloud and IndexNow. The only package that accesses the network."""
