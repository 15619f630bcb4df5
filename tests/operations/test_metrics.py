"""What Prometheus is told, by a served site of two workers."""

import re
import urllib.request

import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.helpers.plain_browser import FormBrowser
from tests.helpers.real_server import Database, serving

STRANGER = {"X-Forwarded-For": "203.0.113.7"}


def figures(site):
    text = urllib.request.urlopen(site.url + "/metrics", timeout=20).read().decode()  # noqa: S310 - our own server
    return {
        (sample.name, *dict(sorted(sample.labels.items())).values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


@pytest.mark.django_db(transaction=True)
def test_metrics_tell_requests_finished_pages_reads_and_acts(make_article, tmp_path):
    edition = make_article()
    with serving(tmp_path, Database(tmp_path), workers=2) as site:
        browser = FormBrowser()
        for _request in range(30):
            assert browser.get(site.url + edition.url_in("az"))[0] == 200
            assert browser.get(site.url + "/az/no-such-page/")[0] == 404
        told = figures(site)
        assert told["ombudsman_requests_total", "404", ""] == 30
        pages = told["ombudsman_finished_pages_total", "hit"], told["ombudsman_finished_pages_total", "miss"]
        assert sum(pages) == 30
        assert told["ombudsman_requests_total", "200", "news:article_detail"] == pages[1]
        assert told["ombudsman_acts_total", "publish"] == 1
        assert told["ombudsman_database_answers",] == 1
        assert told["ombudsman_reads_backlog",] >= 0
        request = urllib.request.Request(site.url + "/metrics", headers=STRANGER)  # noqa: S310 - our own server
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(request, timeout=20)  # noqa: S310 - our own server
        assert refused.value.code == 404
        assert not re.search(r"\d+\.\d+\.\d+\.\d+", str(told))
