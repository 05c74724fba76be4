"""The same entries as JSON Feed 1.1 (jsonfeed.org/version/1.1)."""

from __future__ import annotations

import json
from typing import Any

from generator.feeds.atom import Entry, Feed, moment, urn


def jsonfeed(feed: Feed) -> str:
    whole = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": feed.url,
        "language": feed.lang,
        "authors": [{"name": feed.author}],
        "items": [_item(entry) for entry in feed.entries],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _item(entry: Entry) -> dict[str, Any]:
    dates = {"date_published": moment(entry.published)} if entry.published else {}
    return {
        "id": urn(entry.name),
        "url": entry.url,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": entry.html,
        **dates,
        "date_modified": moment(entry.updated),
        "tags": list(entry.kinds),
    }
