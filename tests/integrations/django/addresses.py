"""The addresses of the project of these tests."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
