"""The network: a small BERT that tags word pieces and points from content to cue and from cue to source."""

from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from index.quotations.model.windows import CASES, MARKS

TAGS = 7  # O, then B and I of source, cue and content
LINK = 64


class Network(nn.Module):
    """Tag scores and pointer vectors for each word piece.

    `forward` takes ids, cases and marks (windows, pieces; padding has id 0) and gives tag scores
    (windows, pieces, 7) and pointers (windows, pieces, 4 x 64): what a piece of content asks of its cue, what
    a piece of a cue offers, what a piece of a cue asks of its source, what a piece of a source offers. The
    window's first piece stands for "none".
    """

    def __init__(self, encoder: Any) -> None:
        super().__init__()
        width = encoder.config.hidden_size
        self.encoder = encoder
        self.cases = nn.Embedding(CASES, width)
        self.marks = nn.Embedding(MARKS, width)
        self.dropout = nn.Dropout(0.1)
        self.tag = nn.Linear(width, TAGS)
        self.point = nn.Linear(width, 4 * LINK)
        nn.init.zeros_(self.cases.weight)
        nn.init.zeros_(self.marks.weight)

    def forward(self, ids: Tensor, cases: Tensor, marks: Tensor) -> tuple[Tensor, Tensor]:
        hidden = self.dropout(self.states(ids, cases, marks)[-1])
        return self.tag(hidden), self.point(hidden)

    def states(self, ids: Tensor, cases: Tensor, marks: Tensor) -> tuple[Tensor, ...]:
        """What the layers hand on (windows, pieces, width), the embedding first."""
        words = self.encoder.embeddings.word_embeddings(ids)
        embedded = words + self.cases(cases) + self.marks(marks)
        mask = (ids != 0).long()
        told = self.encoder(inputs_embeds=embedded, attention_mask=mask, output_hidden_states=True)
        return told.hidden_states  # type: ignore[no-any-return]


def pointer_scores(pointers: Tensor, ids: Tensor) -> tuple[Tensor, Tensor]:
    """Scores (windows, pieces, pieces) of each piece as the cue of each, and as the source of each."""
    ask_cue, cue, ask_source, source = pointers.split(LINK, dim=-1)
    padding = (ids == 0)[:, None, :]
    scale = LINK**-0.5
    to_cue = (ask_cue @ cue.transpose(1, 2) * scale).masked_fill(padding, -1e4)
    to_source = (ask_source @ source.transpose(1, 2) * scale).masked_fill(padding, -1e4)
    return to_cue, to_source


def loss(tags: Tensor, pointers: Tensor, batch: dict[str, Tensor], pointing: float) -> Tensor:
    """Cross entropy of tags, plus `pointing` times that of pointers to the pieces they may rightly hit."""
    real = batch["ids"] != 0
    tagging = functional.cross_entropy(tags[real], batch["tags"][real], label_smoothing=0.03)
    to_cue, to_source = pointer_scores(pointers, batch["ids"])
    links = _pointing(to_cue, batch["cue"]) + _pointing(to_source, batch["source"])
    return tagging + pointing * links


def distance(
    student: Network, teacher: Network, batch: dict[str, Tensor], pointing: float
) -> tuple[Tensor, Tensor, Tensor]:
    """How far a student is from its teacher, and the tags and pointers that the student gives.

    The distance is the Kullback-Leibler divergence of the tags, plus `pointing` times that of what the pieces
    that point at something point at, plus the squared distance of what each layer hands on, as in Jiao et
    al., "TinyBERT" (2020).
    """
    given = batch["ids"], batch["cases"], batch["marks"]
    real = batch["ids"] != 0
    with torch.no_grad():
        right = teacher.states(*given)
        right_tags, right_pointers = teacher.tag(right[-1]), teacher.point(right[-1])
    own = student.states(*given)
    tags, pointers = student.tag(own[-1]), student.point(own[-1])
    value = _divergence(tags[real], right_tags[real])
    for name, mine, theirs in zip(
        ("cue", "source"),
        pointer_scores(pointers, batch["ids"]),
        pointer_scores(right_pointers, batch["ids"]),
        strict=True,
    ):
        asking = batch[name].any(-1)
        if asking.any():
            value = value + pointing * _divergence(mine[asking], theirs[asking])
    for mine, theirs in zip(own[1:], right[1:], strict=True):
        value = value + functional.mse_loss(mine[real], theirs[real]) / theirs[real].var() / (len(own) - 1)
    return value, tags, pointers


def _divergence(scores: Tensor, right: Tensor) -> Tensor:
    return functional.kl_div(
        scores.log_softmax(-1), right.log_softmax(-1), log_target=True, reduction="batchmean"
    )


def _pointing(scores: Tensor, right: Tensor) -> Tensor:
    """`right` (windows, pieces, pieces) marks the right targets of the pieces that point at something."""
    asking = right.any(-1)
    if not asking.any():
        return scores.sum() * 0
    logs = scores[asking].log_softmax(-1)
    return -logs.masked_fill(~right[asking], -1e4).logsumexp(-1).mean()
