"""The template tags of the app, loaded by `{% load newsfeed %}`."""
