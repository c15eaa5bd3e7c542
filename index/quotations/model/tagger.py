"""Source, cue and content, piece by piece, as the shipped network reads them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.errors import ModelError
from index.quotations.model.windows import Window, read_windows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MODEL = Path(__file__).parent / "weights"
NETWORK = "quotations.onnx"
WORDS = "tokenizer.json"
DIGESTS = "digests.json"
BATCH_PIECES = 96  # larger batches fall out of the processor's caches: 1,024 take 1.7 times as long


@dataclass(frozen=True, slots=True)
class Reading:
    """What the network says of one window.

    `tags` (pieces, 7): log probability of O, then of B and I of source, cue and content. `cues` and `sources`
    (pieces, pieces): of each piece, the probability that each is a piece of its cue, or of its source; the
    window's first piece stands for "none".
    """

    window: Window
    tags: "NDArray[np.float32]"
    cues: "NDArray[np.float32]"
    sources: "NDArray[np.float32]"


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

    def read(self, text: str) -> Iterator[Reading]:
        """What the network says of each window of `text`, in reading order."""
        import numpy as np

        windows = list(read_windows(text, self._tokenizer))
        order = sorted(range(len(windows)), key=lambda i: len(windows[i].ids))
        readings: list[Reading | None] = [None] * len(windows)
        for batch in _batches(order, windows):
            length = len(windows[batch[-1]].ids)
            given = np.zeros((3, len(batch), length), dtype=np.int64)
            for row, i in enumerate(batch):
                window = windows[i]
                n = len(window.ids)
                given[0, row, :n] = window.ids
                given[1, row, :n] = window.cases
                given[2, row, :n] = window.marks
            tags, cues, sources = self._session.run(
                None, dict(zip(("ids", "cases", "marks"), given, strict=True))
            )
            for row, i in enumerate(batch):
                n = len(windows[i].ids)
                readings[i] = Reading(windows[i], tags[row, :n], cues[row, :n, :n], sources[row, :n, :n])
        return (reading for reading in readings if reading is not None)


@cache
def shipped_tagger(threads: int = 1) -> Tagger:
    """The tagger of the package's own model, loaded once a process."""
    return Tagger(threads=threads)


def _batches(order: Sequence[int], windows: Sequence[Window]) -> Iterator[list[int]]:
    """Windows of like length together, at most BATCH_PIECES pieces with the padding."""
    batch: list[int] = []
    for i in order:
        if batch and (len(batch) + 1) * len(windows[i].ids) > BATCH_PIECES:
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
