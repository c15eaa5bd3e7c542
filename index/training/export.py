"""The trained network as the int8 ONNX file that the package ships."""

import hashlib
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from index.quotations.model.tagger import DIGESTS, NETWORK, WORDS
from index.training.network import LINK, Network


class _Plain(nn.Module):
    """The network's arithmetic in a plain form that onnxruntime's optimizer knows how to fuse."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network
        self.size = int(network.encoder.encoder.layer[0].attention.self.attention_head_size)
        self.asks = nn.ModuleList(_joined(layer.attention.self) for layer in network.encoder.encoder.layer)

    def forward(self, ids: Tensor, cases: Tensor, marks: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        network, encoder = self.network, self.network.encoder
        tables: Any = encoder.embeddings
        places = tables.position_embeddings.weight[: ids.shape[1]] + tables.token_type_embeddings.weight[0]
        hidden = tables.word_embeddings(ids) + network.cases(cases) + network.marks(marks) + places
        hidden = tables.LayerNorm(hidden)
        mask = (ids == 0).to(hidden.dtype)[:, None, None, :] * -10000.0
        for layer, ask in zip(encoder.encoder.layer, self.asks, strict=True):
            q, k, v = (self._split(part) for part in ask(hidden).chunk(3, dim=-1))
            scores = torch.matmul(q, k.transpose(-1, -2)) / self.size**0.5 + mask
            mixed = torch.matmul(scores.softmax(-1), v).permute(0, 2, 1, 3)
            mixed = mixed.reshape(ids.shape[0], ids.shape[1], ask.out_features // 3)
            hidden = layer.attention.output.LayerNorm(layer.attention.output.dense(mixed) + hidden)
            wide = functional.gelu(layer.intermediate.dense(hidden))
            hidden = layer.output.LayerNorm(layer.output.dense(wide) + hidden)
        ask_cue, cue, ask_source, source = network.point(hidden).split(LINK, dim=-1)
        asking = (
            torch.matmul(ask_cue, cue.transpose(-1, -2)),
            torch.matmul(ask_source, source.transpose(-1, -2)),
        )
        cues, sources = ((part * LINK**-0.5 + mask[:, 0]).softmax(-1) for part in asking)
        return network.tag(hidden).log_softmax(-1), cues, sources

    def _split(self, hidden: Tensor) -> Tensor:
        heads = hidden.shape[-1] // self.size
        return hidden.view(hidden.shape[0], hidden.shape[1], heads, self.size).permute(0, 2, 1, 3)


def _joined(attention: Any) -> nn.Linear:
    """Query, key and value as one layer, so that what comes in is quantized once."""
    parts = (attention.query, attention.key, attention.value)
    joined = nn.Linear(parts[0].in_features, sum(part.out_features for part in parts))
    joined.weight.data = torch.cat([part.weight.data for part in parts])
    joined.bias.data = torch.cat([part.bias.data for part in parts])
    return joined


def export(network: Network, base: Path, folder: Path) -> None:
    """Write the network in int8, the tokenizer of `base` and both files' SHA-256 digests into `folder`.

    Weights are quantized to signed 8 bits a channel, activations as they come (dynamic quantization).
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.transformers.fusion_options import FusionOptions
    from onnxruntime.transformers.optimizer import optimize_model

    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        whole, fused = Path(scratch) / "whole.onnx", Path(scratch) / "fused.onnx"
        given = torch.ones(2, 8, dtype=torch.long)
        shape = {0: "windows", 1: "pieces"}
        axes = dict.fromkeys(("ids", "cases", "marks", "tags"), shape)
        axes |= {name: {**shape, 2: "pieces"} for name in ("cues", "sources")}
        torch.onnx.export(
            _Plain(network).eval(),
            (given, given, given),
            str(whole),
            input_names=["ids", "cases", "marks"],
            output_names=["tags", "cues", "sources"],
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        wanted = FusionOptions("bert")
        wanted.enable_attention = False  # layers have heads of their own number
        wanted.enable_skip_layer_norm = False  # slower than the sum and the norm one after the other
        optimized = optimize_model(str(whole), model_type="bert", optimization_options=wanted)
        optimized.save_model_to_file(str(fused))
        quantize_dynamic(
            fused,
            folder / NETWORK,
            weight_type=QuantType.QInt8,
            extra_options={"DefaultTensorType": 1},
        )
    shutil.copy(base / "tokenizer.json", folder / WORDS)
    _unlimited(folder / WORDS)
    digests = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in (NETWORK, WORDS)}
    (folder / DIGESTS).write_text(json.dumps(digests, indent=1) + "\n", encoding="utf-8")


def _unlimited(path: Path) -> None:
    """Take cutting and padding, which the windows see to themselves, out of the tokenizer's file."""
    words = json.loads(path.read_text(encoding="utf-8"))
    words["truncation"] = words["padding"] = None
    path.write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")
