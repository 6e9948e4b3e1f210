"""From trained weights to the files that are shipped: ONNX with float16 weights, and with 8-bit integers."""

from __future__ import annotations

import copy
import os
import tempfile
import warnings
from pathlib import Path
from typing import Any, Dict, Iterator, List, Sequence

import numpy as np
import torch

from .. import privacy
from .backbone_torch import fold
from .network_torch import CONTEXT, Detector

Array = Any
INPUTS, OUTPUTS = ("image", "context"), ("heat", "box")
OPSET = 18
FREE = (("n", "", "h", "w"), ("n", ""), ("n", "", "h4", "w4"), ("n", "", "h4", "w4"))
"""Names of the free dimensions of inputs and outputs."""
LEAST_HALVED = 64
"""Smaller tensors stay float32: they weigh nothing and some are shapes."""
MULTIPLE = 32


class Exportable(torch.nn.Module):  # type: ignore[misc]
    """The detector with its normalisations folded and its inputs by their contract's names."""

    def __init__(self, network: Detector) -> None:
        super().__init__()
        self.network = copy.deepcopy(network).float().eval()
        fold(self.network.backbone)

    def forward(self, image: torch.Tensor, context: torch.Tensor) -> Any:
        """Heat and box."""
        return self.network(image, context)


def write_onnx(network: Detector, path: Path) -> float:
    """Write the network with float16 weights; how much its answers differ at most from those of PyTorch.

    The weights are cast back to float32 when the file is loaded, so that it runs as float32 wherever onnxruntime does.
    """
    import onnx

    example = torch.rand(2, 3, 2 * MULTIPLE, 3 * MULTIPLE) * 255, torch.zeros(2, CONTEXT)
    count, high, wide = (torch.export.Dim(name, max=4096) for name in ("n", "h32", "w32"))
    shapes = {"image": {0: count, 2: MULTIPLE * high, 3: MULTIPLE * wide}, "context": {0: count}}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the exporter complains of its own parts; the check below tells what matters
        program = torch.onnx.export(
            Exportable(network).eval(), example, input_names=INPUTS, output_names=OUTPUTS, dynamic_shapes=shapes,
            dynamo=True, opset_version=OPSET, verbose=False,
        )
    if program is None:
        raise RuntimeError("the exporter gave no graph")
    program.optimize()
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder, "whole.onnx")
        program.save(whole)
        model = onnx.load(whole)
    tidy(model)
    halve(model)
    onnx.checker.check_model(model)
    partial = path.with_suffix(".partial")
    partial.write_bytes(model.SerializeToString())
    partial.replace(path)
    return difference(network, path)


def tidy(model: Any) -> None:
    """Take out what the exporter tells of the machine and the source; name the free dimensions."""
    model.doc_string, model.producer_version = "", ""
    del model.metadata_props[:]
    graph = model.graph
    for each in (graph, *graph.node, *graph.initializer, *graph.input, *graph.output, *graph.value_info):
        each.doc_string = ""
        if hasattr(each, "metadata_props"):
            del each.metadata_props[:]
    del graph.value_info[:]
    for number, node in enumerate(graph.node):
        node.name = f"{node.op_type}_{number}"
    for value, names in zip((*graph.input, *graph.output), FREE):
        for dimension, name in zip(value.type.tensor_type.shape.dim, names):
            if name:
                dimension.dim_param = name


def halve(model: Any) -> None:
    """Store large weights as float16, each with a cast that the runtime does once when it loads the file."""
    from onnx import TensorProto, helper, numpy_helper

    casts: List[Any] = []
    for tensor in model.graph.initializer:
        if tensor.data_type != TensorProto.FLOAT or np.prod(tensor.dims) < LEAST_HALVED:
            continue
        name = tensor.name
        values = numpy_helper.to_array(tensor).astype(np.float16)
        tensor.CopyFrom(numpy_helper.from_array(values, f"{name}.half"))
        call = f"Cast_{len(casts)}"
        casts.append(helper.make_node("Cast", [f"{name}.half"], [name], name=call, to=TensorProto.FLOAT))
    nodes = [*casts, *model.graph.node]
    del model.graph.node[:]
    model.graph.node.extend(nodes)


def session_of(path: Path) -> Any:
    """The file as onnxruntime runs it on the CPU."""
    privacy.silence(os.environ)
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 0
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def difference(network: Detector, path: Path) -> float:
    """The largest difference between the file's answers and those of PyTorch with the same weights."""
    chance = np.random.default_rng(0)
    session, halved = session_of(path), half_weights(network)
    worst = 0.0
    for count, high, wide in ((1, 96, 160), (3, 64, 64)):
        image = chance.uniform(0, 255, (count, 3, high, wide)).astype(np.float32)
        context = np.zeros((count, CONTEXT), np.float32)
        context[:, 0], context[:, 4:] = 1.0, (0.5, 1.0)
        with torch.no_grad():
            expected = halved.network(torch.from_numpy(image), torch.from_numpy(context))
        for said, true in zip(session.run(list(OUTPUTS), {"image": image, "context": context}), expected):
            worst = max(worst, float(np.abs(said - true.numpy()).max()))
    return worst


def half_weights(network: Detector) -> Exportable:
    """The network to be exported with its weights rounded as the file stores them."""
    rounded = Exportable(network)
    with torch.no_grad():
        for parameter in rounded.parameters():
            if parameter.numel() >= LEAST_HALVED:
                parameter.copy_(parameter.half().float())
    return rounded


class Chips:
    """Pictures from which the quantiser learns the range of every map, one at a time."""

    def __init__(self, images: Sequence[Array], contexts: Sequence[Array]) -> None:
        self._rest: Iterator[Dict[str, Array]] = iter(
            [{"image": image[None].astype(np.float32), "context": context[None]}
             for image, context in zip(images, contexts)]
        )

    def get_next(self) -> Any:
        """The next one, or None."""
        return next(self._rest, None)


def write_int8(path: Path, target: Path, chips: Chips) -> None:
    """Write the 8-bit form of a file: weights per channel, ranges of maps from `chips`; the last layers stay whole."""
    privacy.silence(os.environ)
    import onnx
    from onnxruntime.quantization import CalibrationMethod, QuantFormat, QuantType, quantize_static

    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder, "whole.onnx")
        model = onnx.load(path)
        restore(model)
        onnx.save(model, whole)
        last = last_layers(model)
        result = Path(folder, "int8.onnx")
        quantize_static(
            whole, result, chips, quant_format=QuantFormat.QDQ, per_channel=True, nodes_to_exclude=last,
            op_types_to_quantize=["Conv", "Add", "Resize", "Clip"], activation_type=QuantType.QUInt8,
            weight_type=QuantType.QInt8, calibrate_method=CalibrationMethod.MinMax,
        )
        model = onnx.load(result)
        tidy(model)
        target.write_bytes(model.SerializeToString())


def last_layers(model: Any) -> List[str]:
    """The names of the nodes that give the answers: what is added last, and the convolution before it."""
    produced = {output: node for node in model.graph.node for output in node.output}
    found = [produced[name] for name in OUTPUTS]
    found += [produced[name] for node in found for name in node.input if node.op_type == "Add" and name in produced]
    return [node.name for node in found]


def restore(model: Any) -> None:
    """Undo `halve`: the weights as float32 again."""
    from onnx import TensorProto, numpy_helper

    names = {}
    for node in list(model.graph.node):
        if node.op_type == "Cast" and node.input[0].endswith(".half"):
            names[node.input[0]] = node.output[0]
            model.graph.node.remove(node)
    for tensor in model.graph.initializer:
        if tensor.name in names and tensor.data_type == TensorProto.FLOAT16:
            values = numpy_helper.to_array(tensor).astype(np.float32)
            tensor.CopyFrom(numpy_helper.from_array(values, names[tensor.name]))
