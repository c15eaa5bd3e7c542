"""The description of the API: whole, and held to in answers to whatever it allows or forbids."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.served import Served


def test_every_operation_is_described_as_the_contract_names_it(site: Served) -> None:
    described = site.json("/openapi.json")
    assert described["openapi"].startswith("3.1.")
    asked = {
        path: [one["name"] for one in item["get"]["parameters"]] for path, item in described["paths"].items()
    }
    assert asked == {
        "/api/ask": ["q", "limit"],
        "/api/quotations": [
            "speaker", "topic", "since", "until", "publisher", "kind", "limit", "after",
        ],
        "/api/people": ["q", "limit", "after"],
        "/api/people/{speaker_id}": ["speaker_id"],
        "/api/articles/{article_key}": ["article_key"],
        "/api/trends": ["q", "by"],
    }  # fmt: skip
    for item in described["paths"].values():
        assert list(item) == ["get"]
        responses = item["get"]["responses"]
        problem = "#/components/schemas/Problem"
        assert responses["400"]["content"]["application/problem+json"]["schema"]["$ref"] == problem


@pytest.mark.timeout(300)
def test_schemathesis_finds_nothing(site: Served, tmp_path: Path) -> None:
    ran = subprocess.run(
        [
            sys.executable, "-m", "schemathesis.cli", "run", f"{site.url}/openapi.json", "--checks", "all",
            "--phases", "coverage,fuzzing", "--max-examples", "5", "--seed", "1", "--no-color",
        ],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "Selected: 6/6" in ran.stdout
    assert "Tested: 6" in ran.stdout
