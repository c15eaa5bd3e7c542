"""The model card that stands beside the model."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from index.quotations.model.tagger import NETWORK
from index.training.metrics import Figures

CARD = "CARD.md"


class Counts(NamedTuple):
    """How many articles the network was trained and measured on."""

    trained_on: int
    measured_on: int


def write_card(
    folder: Path,
    figures: Figures,
    rows: Sequence[tuple[float, float, int]],
    counts: Counts,
    kept: float,
) -> None:
    """Write what the model of `folder` is, what it was made of, how much of that was `kept` and how well it
    does.
    """
    size = (folder / NETWORK).stat().st_size / 1e6
    table = "\n".join(f"| {sure:.2f} | {right:.2f} | {count} |" for sure, right, count in rows)
    (folder / CARD).write_text(
        f"""# The quotation model

Tags the word pieces of English news as source, cue and content of a quotation, and points from
content to its cue and from a cue to its source. Six layers of 384 units, from which
the attention heads and inner units that matter least were taken, int8, {size:.1f} MB, run by
onnxruntime.

**Made of.** The weights of sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0), fine-tuned on
{counts.trained_on} articles with hand-marked attributions. Of its heads and inner units as much as
{100 * kept:.0f} of 100 parts of the time stays, chosen by what the loss owes to each (Michel and others 2019,
Molchanov and others 2019); the whole network then taught the smaller one (Jiao and others 2020).
Names, quotation-mark styles, datelines and spelling are varied at random while training. The marked
articles are PolNeAR's (Newell and others 2018): political news of seven American publishers from
2016. Its public repository states no licence for its data, and none of its text is part of this
model's files. `python -m index.training FOLDER` makes the model again, from those or from your own
marked articles.

**How well it does**, on {counts.measured_on} marked articles that it was not trained on (they
served to choose the least confidence and to calibrate it). An attribution is right that shares half
its words and its source with a marked one.

| figure | |
|---|---|
| F1 of the words inside quotations | {figures.words:.3f} |
| F1 of whole contents, word for word | {figures.exact:.3f} |
| F1 of attributions | {figures.attributions:.3f} |
| precision, recall of attributions | {figures.right_precision:.3f}, {figures.right_recall:.3f} |

**How far to trust its confidence**, over the same articles, before weak ones are left out:

| mean confidence | share right | attributions |
|---|---|---|
{table}

**What it gets wrong.** Contents that end a clause too early or too late; a quotation given in two
pieces; the subject of the nearest clause taken for the source; thoughts and intentions, which
people mark less alike than speech; text that is neither English nor news.
""",
        encoding="utf-8",
    )
