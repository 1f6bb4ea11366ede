"""Shared parts of the readers of JSON formats: checked access to members, duplicate members, damaged documents."""
