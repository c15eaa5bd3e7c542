"""Source, cue and content, piece by piece, as the shipped network reads them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.errors import ModelError
from index.quotations.marks import Quoted
from index.quotations.model.windows import Pieces, Window, read_pieces, read_windows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MODEL = Path(__file__).parent / "weights"
NETWORK = "quotations.onnx"
WORDS = "tokenizer.json"
DIGESTS = "digests.json"
TAGS = 7
_WORD = re.compile(r"\w")
_NEVER = -30.0
"""The log probability of a tag where the network is not asked."""
BATCH_PIECES = 96  # larger batches fall out of the processor's caches: 1,024 take 1.7 times as long


@dataclass(frozen=True, slots=True)
class Pointed:
    """What the network says in one window: of each of its pieces, what it points at.

    `cues` and `sources` (pieces, 1 + pieces): the probability that each of the window's pieces is a piece of
    its cue, or of its source; the first column stands for "none".
    """

    window: Window
    cues: "NDArray[np.float32]"
    sources: "NDArray[np.float32]"


@dataclass(frozen=True, slots=True)
class Reading:
    """What the network says of an article.

    `tags` (pieces, 7): log probability of O, then of B and I of source, cue and content, each piece's from
    the window that is asked about it. `pointed` has the windows in order.
    """

    pieces: Pieces
    tags: "NDArray[np.float32]"
    pointed: list[Pointed]


class Tagger:
    """The network of a folder that holds `quotations.onnx`, `tokenizer.json` and `digests.json`.

    Raises ModelError where a file is missing or is not the one that its digest tells.
    """

    def __init__(self, folder: Path = MODEL, *, threads: int = 1, network: str = NETWORK) -> None:
        _check(folder)
        self.folder = folder
        try:
            import onnxruntime
            from tokenizers import Tokenizer

            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = threads
            options.inter_op_num_threads = 1
            options.log_severity_level = 3
            self._session: Any = onnxruntime.InferenceSession(
                str(folder / network), options, providers=["CPUExecutionProvider"]
            )
            self._tokenizer = Tokenizer.from_file(str(folder / WORDS))
        except Exception as error:  # each library has errors of its own, without a common parent
            raise ModelError(
                f"the quotation model in {folder} cannot be loaded ({error}); install again"
            ) from error

    def read(self, text: str, quoted: Sequence[Quoted] | None = None) -> Reading:
        """What the network says of `text`; `quoted` are its quoted stretches, found unless given.

        It is not asked about rows of dashes or dots, however long.
        """
        import numpy as np

        pieces = read_pieces(text, self._tokenizer, quoted)
        windows = [
            one for one in read_windows(pieces) if _WORD.search(pieces.place(one.core, one.end).of(text))
        ]
        given = [self._given(pieces, window) for window in windows]
        tags = np.full((len(pieces.ids), TAGS), _NEVER, dtype=np.float32)
        tags[:, 0] = 0.0
        pointed: list[Pointed | None] = [None] * len(windows)
        order = sorted(range(len(windows)), key=lambda i: given[i].shape[1])
        for batch in _batches(order, [len(one[0]) for one in given]):
            padded = np.zeros((3, len(batch), given[batch[-1]].shape[1]), dtype=np.int64)
            for row, i in enumerate(batch):
                padded[:, row, : given[i].shape[1]] = given[i]
            said, cues, sources = self._session.run(
                None, dict(zip(("ids", "cases", "marks"), padded, strict=True))
            )
            for row, i in enumerate(batch):
                window = windows[i]
                n = window.last - window.first
                asked = slice(window.core - window.first + 1, window.end - window.first + 1)
                tags[window.core : window.end] = said[row, asked]
                pointed[i] = Pointed(
                    window, cues[row, 1 : n + 1, : n + 1].copy(), sources[row, 1 : n + 1, : n + 1].copy()
                )
        return Reading(pieces, tags, [one for one in pointed if one is not None])

    def _given(self, pieces: Pieces, window: Window) -> "NDArray[np.int64]":
        """Ids, cases and marks of a window's pieces, between the marks that it begins and ends with."""
        import numpy as np

        given = np.zeros((3, window.last - window.first + 2), dtype=np.int64)
        given[0, 0], given[0, -1] = pieces.frame
        for row, values in enumerate((pieces.ids, pieces.cases, pieces.marks)):
            given[row, 1:-1] = values[window.first : window.last]
        return given


@cache
def shipped_tagger(threads: int = 1) -> Tagger:
    """The tagger of the package's own model, loaded once a process."""
    return Tagger(threads=threads)


def _batches(order: Sequence[int], lengths: Sequence[int]) -> Iterator[list[int]]:
    """Windows of like length together, at most BATCH_PIECES pieces with the padding."""
    batch: list[int] = []
    for i in order:
        if batch and (len(batch) + 1) * lengths[i] > BATCH_PIECES:
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch


def _check(folder: Path) -> None:
    """Raise ModelError unless every file of the model is the one whose digest stands beside it."""
    import hashlib
    import json

    try:
        digests: dict[str, str] = json.loads((folder / DIGESTS).read_text(encoding="utf-8"))
        for name, digest in digests.items():
            if hashlib.sha256((folder / name).read_bytes()).hexdigest() != digest:
                raise ModelError(f"{folder / name} is not the file that was shipped; install again")
    except (OSError, ValueError, AttributeError) as error:
        raise ModelError(
            f"the quotation model in {folder} is not complete ({error}); install again"
        ) from error
