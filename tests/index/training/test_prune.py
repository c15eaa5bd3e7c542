"""Smaller networks, where PyTorch is at hand (the extra "train")."""

import random
from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")

from index.quotations.model.tagger import Tagger  # noqa: E402
from index.training.batches import Example, batches, examples, tensors  # noqa: E402
from index.training.brat import MarkedArticle  # noqa: E402
from index.training.export import export  # noqa: E402
from index.training.fit import Plan, base_folder, base_tokenizer, fit, new_network  # noqa: E402
from index.training.network import Network, distance  # noqa: E402
from index.training.prune import HEAD_COST, cost, shrink  # noqa: E402
from tests.index.training.test_training import ARTICLE  # noqa: E402


@pytest.fixture(scope="module")
def network() -> Network:
    torch.manual_seed(1)
    network: Network = new_network().eval()
    return network


@pytest.fixture(scope="module")
def shown() -> list[list[Example]]:
    return batches(examples(ARTICLE, base_tokenizer()), 1024, random.Random(1))


def away(one: Network, other: Network, given: dict[str, Any]) -> float:
    with torch.no_grad():
        return float(distance(one, other, given, 0.3)[0])


def test_a_smaller_network_keeps_to_its_budget_and_every_layer_a_head(
    network: Network, shown: list[list[Example]]
) -> None:
    budget = cost(network) // 3
    smaller = shrink(network, shown, budget, pointing=0.3)
    assert budget - HEAD_COST < cost(smaller) <= budget
    for layer in smaller.encoder.encoder.layer:
        assert layer.attention.self.query.out_features >= layer.attention.self.attention_head_size
        assert layer.intermediate.dense.out_features % 32 == 0


def test_nothing_left_out_is_the_same_network(network: Network, shown: list[list[Example]]) -> None:
    given = tensors(shown[0])
    whole = shrink(network, shown, cost(network), pointing=0.3)
    for a, b in zip(
        network(given["ids"], given["cases"], given["marks"]),
        whole(given["ids"], given["cases"], given["marks"]),
        strict=True,
    ):
        assert torch.allclose(a, b, atol=1e-4)
    assert away(whole, network, given) == pytest.approx(0, abs=1e-4)


def test_the_less_is_left_out_the_less_changes(network: Network, shown: list[list[Example]]) -> None:
    given = tensors(shown[0])
    little, much = (shrink(network, shown, int(share * cost(network)), pointing=0.3) for share in (0.95, 0.4))
    assert away(little, network, given) < away(much, network, given) / 2


def test_a_student_comes_nearer_to_its_teacher(network: Network, shown: list[list[Example]]) -> None:
    given = tensors(shown[0])
    student = shrink(network, shown, cost(network) // 2, pointing=0.3)
    before = away(student, network, given)
    articles = [MarkedArticle(ARTICLE.name, ARTICLE.text * 20, ARTICLE.attributions)]
    plan = Plan(epochs=14, pieces=512, average=0.5, marks=0.0)
    taught = fit(student, articles, base_tokenizer(), plan, teacher=network, report=lambda _line: None)
    assert away(taught, network, given) < 0.8 * before


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning")  # PyTorch's older export
def test_the_file_of_a_smaller_network_tells_what_the_network_tells(
    network: Network, shown: list[list[Example]], tmp_path: Path
) -> None:
    pytest.importorskip("onnx")
    smaller = shrink(network, shown, cost(network) // 2, pointing=0.3)
    export(smaller, base_folder(), tmp_path)
    reading = Tagger(tmp_path).read(ARTICLE.text)
    (example,) = examples(ARTICLE, base_tokenizer())  # it is short enough for one window
    (pointed,) = reading.pointed
    ids, cases, marks = (torch.tensor([row]) for row in (example.ids, example.cases, example.marks))
    tags = smaller(ids, cases, marks)[0].log_softmax(-1)[0, 1:-1].detach().numpy()
    assert pointed.cues.shape == pointed.sources.shape == (len(tags), len(tags) + 1)
    assert pointed.cues.sum(axis=1) == pytest.approx(1, abs=0.1)  # the window's own end has a share
    assert abs(reading.tags - tags).mean() < 0.1  # int8 against 32 bits
