"""The app of these tests."""
