"""The model card that stands beside the model."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from index.quotations.model.tagger import NETWORK
from index.training.metrics import Figures

CARD = "README.md"


class Making(NamedTuple):
    """What a model was made of: how many articles it was trained and measured on, the share of the whole
    network's time that was `kept`, and whether training went on from an earlier model.
    """

    trained_on: int
    measured_on: int
    kept: float
    went_on: bool


_ANEW = """The whole network was trained first, and then taught the smaller one (Jiao and others 2020):
`python -m index.training POLNEAR tests/corpus:3`."""
_WENT_ON = """Training went on from the model before it, for two epochs in windows of several paragraphs:
`python -m index.training POLNEAR tests/corpus:3 --start FOLDER_OF_THE_MODEL_BEFORE` (the model before is in
commit f6af30d, `index/quotations/model`). Without `--start` a model is trained anew: the whole network first,
which then teaches the smaller one (Jiao and others 2020)."""


def write_card(
    folder: Path,
    figures: Figures,
    rows: Sequence[tuple[float, float, int]],
    making: Making,
) -> None:
    """Write what the model of `folder` is, what it was made of and how well it does."""
    size = (folder / NETWORK).stat().st_size / 1e6
    table = "\n".join(f"| {sure:.2f} | {right:.2f} | {count} |" for sure, right, count in rows)
    (folder / CARD).write_text(
        f"""# The quotation model

Tags the word pieces of English news as source, cue and content of a quotation, and points from
content to its cue and from a cue to its source. Six layers of 384 units, from which
the attention heads and inner units that matter least were taken, int8, {size:.1f} MB, run by
onnxruntime.

**Made of.** The weights of sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0), fine-tuned on
{making.trained_on} articles with hand-marked attributions. Of its heads and inner units as much as
{100 * making.kept:.0f} of 100 parts of the time stays, chosen by what the loss owes to each (Michel
and others 2019, Molchanov and others 2019). {_WENT_ON if making.went_on else _ANEW}

Names, quotation-mark styles, datelines, spelling and paragraphs are varied at random while training:
neighbouring paragraphs are run together, and quotations are given paragraphs of their own. The marked
articles are this repository's own (`tests/corpus/train`, fiction in the manner of many papers) and
PolNeAR's (Newell and others 2018): political news of seven American publishers from 2016. Its public
repository states no licence for its data, and none of its text is part of this model's files.

**How well it does**, on {making.measured_on} marked articles of PolNeAR that it was not trained on (they
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
