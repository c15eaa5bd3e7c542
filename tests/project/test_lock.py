"""The lock file: every package that development and CI install, at one version, known by its hashes."""

import re
import tomllib
from importlib.metadata import PackageNotFoundError, distribution

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name as canonical

from tests.support.paths import ROOT

LOCK = (ROOT / "tests" / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
DIRECT = [*PROJECT["dependencies"], *EXTRAS["dev"], *EXTRAS["formats"]]


def entries() -> list[tuple[Requirement, list[str]]]:
    """What is locked, with the hashes of each."""
    joined = re.sub(r"\\\n\s*", " ", re.sub(r"^\s*#.*\n", "", LOCK, flags=re.MULTILINE))
    found = []
    for line in joined.splitlines():
        text, *hashes = re.split(r"\s+--hash=", line.strip())
        found.append((Requirement(text), hashes))
    return found


def pinned() -> dict[str, str]:
    """The version of each package that is installed here, on this system and with this Python."""
    return {
        canonical(one.name): str(one.specifier).removeprefix("==")
        for one, _ in entries()
        if one.marker is None or one.marker.evaluate()
    }


def needed() -> dict[str, set[str]]:
    """The packages that the direct dependencies need here, they included; with the extras asked of each."""
    found: dict[str, set[str]] = {}
    waiting = [Requirement(text) for text in DIRECT]
    while waiting:
        one = waiting.pop()
        name = canonical(one.name)
        known = found.get(name)
        if known is not None and one.extras <= known:
            continue
        extras = found.setdefault(name, set())
        extras |= one.extras
        for text in distribution(name).requires or []:
            more = Requirement(text)
            if more.marker is None or any(more.marker.evaluate({"extra": e}) for e in ("", *extras)):
                waiting.append(more)
    return found


def test_everything_is_locked_to_one_version_by_its_hashes() -> None:
    assert len(entries()) > 50
    for one, hashes in entries():
        assert re.fullmatch(r"==[\w.!+]+", str(one.specifier)), one
        assert one.url is None
        assert hashes, one
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", hash_) for hash_ in hashes), one
    assert not re.search(r"^\s*-|https?://", re.sub(r"\s--hash=\S+", "", LOCK), re.MULTILINE)


def test_every_direct_dependency_is_locked_within_its_bounds() -> None:
    for one in map(Requirement, DIRECT):
        assert one.specifier.contains(pinned()[canonical(one.name)]), one


def test_the_lock_holds_what_is_needed_and_nothing_else() -> None:
    assert set(pinned()) == set(needed())


def test_what_is_installed_is_what_is_locked() -> None:
    """As the README installs it for the tests; another version is another program than the one tested."""
    try:
        distribution("onrecord")
    except PackageNotFoundError:
        pytest.skip("not the environment that the README makes")
    installed = {name: distribution(name).version for name in needed()}
    assert installed == {name: pinned()[name] for name in installed}
