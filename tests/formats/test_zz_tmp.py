from hypothesis import given, settings, HealthCheck
from roundtrip import check
from strategies import published_stories, published_feeds
S=settings(max_examples=150, suppress_health_check=list(HealthCheck), deadline=None)
@S
@given(published_stories())
def test_story(s): check(s,"html")
@S
@given(published_feeds())
def test_feed(s): check(s,"html")
