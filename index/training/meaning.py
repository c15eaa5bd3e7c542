"""Make the vectors of `index.meaning` again: python -m index.training.meaning FOLDER

FOLDER holds text files of news, which tell how common each word piece is. Each piece alone goes through
all-MiniLM-L6-v2; what comes out is centred, turned onto its main directions (PCA) and weighed by how rare the
piece is (Arora and others 2017), as model2vec does.
"""

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.meaning.vectors import DIGESTS, MODEL, PIECES, SCALES, VECTORS

DIMENSIONS = 256
COMMON = 1e-3
"""The share of all words from which a piece weighs less than half."""
_TOGETHER = 512  # pieces that go through the encoder at once
_LATIN = re.compile(r"(?:##)?[\x21-\x7e\u2010-\u2026\u20a0-\u20bf]+")


def main(argv: Sequence[str] | None = None) -> int:
    """Write the vectors, the pieces and their digests; 0 when done."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--out", type=Path, default=MODEL)
    options = parser.parse_args(argv)
    from index.training.fit import base_tokenizer

    tokenizer = base_tokenizer()
    count = tokenizer.get_vocab_size()
    pieces = [tokenizer.id_to_token(number) or "" for number in range(count)]
    kept = [n for n, piece in enumerate(pieces) if _LATIN.fullmatch(piece) and not piece.startswith("[")]
    counts = np.ones(count)
    for file in sorted(options.folder.rglob("*.txt")):
        lines = file.read_text(encoding="utf-8").splitlines()
        for encoded in tokenizer.encode_batch(lines, add_special_tokens=False):
            np.add.at(counts, encoded.ids, 1)
    reduced = turned(_encoded(count), DIMENSIONS)
    weights = COMMON / (COMMON + counts / counts.sum())
    write(options.out, [pieces[n] for n in kept], reduced[kept], weights[kept])
    return 0


def _encoded(count: int) -> NDArray[np.float64]:
    """What the encoder makes of each piece by itself."""
    import torch
    from transformers import BertModel

    from index.training.fit import base_folder

    encoder = BertModel.from_pretrained(base_folder(), add_pooling_layer=False).eval()
    start, end = 101, 102
    rows = []
    with torch.inference_mode():
        for first in range(0, count, _TOGETHER):
            last = min(count, first + _TOGETHER)
            ids = torch.tensor([[start, piece, end] for piece in range(first, last)])
            rows.append(encoder(ids).last_hidden_state.mean(dim=1).numpy())
    return np.concatenate(rows).astype(np.float64)


def turned(rows: NDArray[np.float64], dimensions: int) -> NDArray[np.float64]:
    """`rows`, centred, along the directions in which they differ most."""
    centred = rows - rows.mean(axis=0)
    _, directions = np.linalg.eigh(np.cov(centred.T))
    turned_rows: NDArray[np.float64] = centred @ directions[:, ::-1][:, :dimensions]
    return turned_rows


def write(out: Path, pieces: Sequence[str], rows: NDArray[np.float64], weights: NDArray[np.float64]) -> None:
    """Write rows as whole numbers from -127 to 127, with what each is to be multiplied by."""
    most = np.abs(rows).max(axis=1)
    whole = np.round(rows / most[:, None] * 127).astype(np.int8)
    scales = (most / 127 * weights).astype(np.float32)
    out.mkdir(parents=True, exist_ok=True)
    np.save(out / VECTORS, whole)
    np.save(out / SCALES, scales)
    (out / PIECES).write_text("\n".join(pieces) + "\n", encoding="utf-8")
    names = (VECTORS, SCALES, PIECES)
    digests = {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in names}
    (out / DIGESTS).write_text(json.dumps(digests, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
