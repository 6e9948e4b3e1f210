"""ONNX files with the outputs of tools that export detectors, and the same boxes written the way each of them does.

Most give constants, so that a test knows what must be read; `finder` really looks: it finds the one bright rectangle of
a picture. All are written by hand: no package is needed to make them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Callable, Dict, List, Mapping, Optional, Sequence, Tuple

import numpy as np
from earthscribe.inference.detection.values import corners_of_boxes
from numpy.typing import NDArray

from .tiny_network import field as message
from .tiny_network import info, node, tensor

FLOAT, INT64, HALF = 1, 7, 10
SIDE = 640
ANCHORS = 8400
NAMES = {0: "car", 1: "truck", 2: "ship"}
IMAGE = ("images", (1, 3, SIDE, SIDE), FLOAT)

Metadata = Mapping[str, str]
Declared = Tuple[str, Sequence[Any], int]


@dataclass(frozen=True)
class Truth:
    """Boxes [n, 5] as everything here has them, with scores and labels."""

    boxes: NDArray[np.float64]
    scores: NDArray[np.float64]
    labels: NDArray[np.intp]


@dataclass(frozen=True)
class Export:
    """One file: what stands in it and beside it."""

    outputs: Mapping[str, NDArray[Any]]
    metadata: Metadata = field(default_factory=dict)
    inputs: Sequence[Declared] = (IMAGE,)
    declared: Optional[Mapping[str, Sequence[Any]]] = None
    """Shapes that the file tells of its outputs, where they are not the real ones."""
    description: Optional[Mapping[str, Any]] = None

    def write(self, folder: Path, name: str = "own") -> Path:
        """The file, with its description beside it."""
        path = folder / f"{name}.onnx"
        path.write_bytes(graph_of(self))
        path.with_suffix(".json").unlink(missing_ok=True)
        if self.description is not None:
            path.with_suffix(".json").write_text(json.dumps(self.description), encoding="utf-8")
        return path


def model_bytes(nodes: Sequence[bytes], tensors: Sequence[bytes], ends: Tuple[Sequence[bytes], Sequence[bytes]],
                metadata: Optional[Metadata] = None, *, domain: str = "") -> bytes:
    """The file of a graph with its inputs, outputs and metadata."""
    graph = (b"".join(message(1, each) for each in nodes) + message(2, "own") + b"".join(message(5, t) for t in tensors)
             + b"".join(message(11, each) for each in ends[0]) + b"".join(message(12, each) for each in ends[1]))
    opsets = message(8, message(1, "") + message(2, 17))
    opsets += message(8, message(1, domain) + message(2, 1)) if domain else b""
    said = b"".join(message(14, message(1, key) + message(2, value)) for key, value in (metadata or {}).items())
    return message(1, 8) + message(7, graph) + opsets + said


def graph_of(export: Export) -> bytes:
    """A graph that gives constants, whatever it is shown."""
    nodes, tensors, outputs = [], [], []
    for name, values in export.outputs.items():
        kind = {"float32": FLOAT, "int64": INT64, "float16": HALF}[str(values.dtype)]
        told = (export.declared or {}).get(name)
        if told is None:
            tensors.append(tensor(f"{name}_c", values))
            nodes.append(node("Identity", (f"{name}_c",), name, {}))
        else:
            nodes += _hidden(name, values, tensors, export.inputs[0][0])
        outputs.append(info(name, values.shape if told is None else told, kind))
    inputs = [info(name, shape, kind) for name, shape, kind in export.inputs]
    return model_bytes(nodes, tensors, (inputs, outputs), export.metadata)


def _hidden(name: str, values: NDArray[Any], tensors: List[bytes], image: str) -> List[bytes]:
    """The values of an output whose shape nobody can know before it runs: it depends on the picture."""
    tensors.append(tensor(f"{name}_c", values.reshape(-1)))
    tensors.append(tensor(f"{name}_s", np.array(values.shape, np.int64)))
    tensors.append(tensor(f"{name}_z", np.zeros(values.ndim, np.int64)))
    return [node("ReduceMin", (image,), f"{name}_least", {"keepdims": 0}),
            node("Cast", (f"{name}_least",), f"{name}_whole", {"to": INT64}),
            node("Mul", (f"{name}_whole", f"{name}_z"), f"{name}_nothing", {}),
            node("Add", (f"{name}_s", f"{name}_nothing"), f"{name}_shape", {}),
            node("Reshape", (f"{name}_c", f"{name}_shape"), name, {})]


def finder(metadata: Metadata, *, size: Sequence[Any] = ("h", "w"), batch: Any = "n", half: bool = False) -> bytes:
    """A model that finds the one rectangle brighter than half, as finished objects of class 0."""
    kind = HALF if half else FLOAT
    tensors = [tensor("half", np.array([0.5], np.float32)), tensor("one", np.array([1.0], np.float32)),
               tensor("zero", np.array([0.0], np.float32)), tensor("ax", np.array([1], np.int64)),
               tensor("flat", np.array([0, -1], np.int64))]
    nodes = [node("Cast", ("images",), "x", {"to": FLOAT})]
    for name, axes in (("across", [1, 2]), ("down", [1, 3])):
        nodes += [node("ReduceMax", ("x",), f"{name}_most", {"axes": axes, "keepdims": 0}),
                  node("Greater", (f"{name}_most", "half"), f"{name}_lit", {}),
                  node("Cast", (f"{name}_lit",), f"{name}_is", {"to": FLOAT})]
        for last in (0, 1):
            nodes += [node("ArgMax", (f"{name}_is",), f"{name}_i{last}",
                           {"axis": 1, "keepdims": 1, "select_last_index": last}),
                      node("Cast", (f"{name}_i{last}",), f"{name}_f{last}", {"to": FLOAT})]
        nodes.append(node("Add", (f"{name}_f1", "one"), f"{name}_end", {}))
    nodes += [node("ReduceMax", ("across_is",), "sure", {"axes": [1], "keepdims": 1}),
              node("Mul", ("sure", "zero"), "class", {}),
              node("Concat", ("across_f0", "down_f0", "across_end", "down_end", "sure", "class"), "row", {"axis": 1}),
              node("Unsqueeze", ("row", "ax"), "output0", {})]
    ends = ([info("images", (batch, 3, *size), kind)], [info("output0", (batch, "k", 6), FLOAT)])
    return model_bytes(nodes, tensors, ends, metadata)


def ultralytics(task: str = "detect", names: Mapping[int, str] = NAMES, **more: str) -> Dict[str, str]:
    """Metadata as Ultralytics writes it."""
    return {"description": "Ultralytics YOLO model", "author": "Ultralytics", "version": "8.4.0", "stride": "32",
            "task": task, "batch": "1", "imgsz": f"[{SIDE}, {SIDE}]", "names": str(dict(names)),
            "args": "{'batch': 1, 'half': False, 'dynamic': False, 'simplify': True, 'opset': None, 'nms': False}",
            **more}


NMS = {"args": "{'batch': 1, 'half': False, 'dynamic': False, 'nms': True}"}


def deepness(det_type: str, **more: Any) -> Dict[str, str]:
    """Metadata as Deepness reads it: JSON values."""
    said = {"model_type": "Detector", "det_type": det_type, "class_names": {str(k): v for k, v in NAMES.items()},
            "resolution": 10.0, "tiles_overlap": 10, "det_conf": 0.4, "det_iou_thresh": 0.5, **more}
    return {key: json.dumps(value) for key, value in said.items()}


# --- the same boxes in other words ------------------------------------------------------------------------------------


def sides(truth: Truth) -> NDArray[np.float32]:
    """Centre, width and height of boxes along the axes."""
    boxes = truth.boxes
    lies = np.abs(np.sin(boxes[:, 4])) < 0.5
    wide, high = np.where(lies, boxes[:, 2], boxes[:, 3]), np.where(lies, boxes[:, 3], boxes[:, 2])
    return np.stack([boxes[:, 0], boxes[:, 1], wide, high], 1).astype(np.float32)


def edges(truth: Truth) -> NDArray[np.float32]:
    """Left, top, right, bottom."""
    x, y, wide, high = sides(truth).astype(np.float64).T
    return np.stack([x - wide / 2, y - high / 2, x + wide / 2, y + high / 2], 1).astype(np.float32)


def scored(truth: Truth, wide: int = len(NAMES), first: int = 0) -> NDArray[np.float32]:
    """A score per class, of which one is more than nothing."""
    scores = np.zeros((len(truth.scores), wide), np.float32)
    scores[np.arange(len(truth.scores)), truth.labels + first] = truth.scores
    return scores


def listed(truth: Truth, boxes: NDArray[np.float32], more: Optional[NDArray[np.float64]] = None,
           rows: int = 300) -> NDArray[np.float32]:
    """Finished objects: box, score, class, and what else; filled up with zeros."""
    columns = [boxes, truth.scores[:, None], truth.labels[:, None]] + ([] if more is None else [more])
    found = np.concatenate(columns, 1).astype(np.float32)
    return np.concatenate([found, np.zeros((rows - len(found), found.shape[1]), np.float32)])[None]


def candidates(*columns: NDArray[Any], rows: int = ANCHORS) -> NDArray[np.float32]:
    """Candidates at every anchor, most of which are nothing; the anchors' own boxes lie all over the picture."""
    found = np.concatenate(columns, 1).astype(np.float32)
    rest = np.zeros((rows - len(found), found.shape[1]), np.float32)
    rest[:, :2] = np.linspace(4, SIDE - 4, len(rest))[:, None]
    rest[:, 2:4] = 16.0
    return np.concatenate([found, rest])[None]


def turned(table: NDArray[Any]) -> NDArray[Any]:
    """One candidate per column."""
    return np.ascontiguousarray(np.swapaxes(table, 1, 2))


def corners(truth: Truth) -> NDArray[np.float32]:
    """Eight numbers: four points round the box."""
    return corners_of_boxes(truth.boxes).reshape(-1, 8).astype(np.float32)


def objectness(truth: Truth, times: float = 1.0) -> NDArray[np.float32]:
    """How sure it is of there being anything."""
    return np.full((len(truth.scores), 1), times, np.float32)


def logit(scores: NDArray[Any]) -> NDArray[np.float32]:
    """What the sigmoid makes these scores of."""
    inside = np.clip(scores.astype(np.float64), 1e-6, 1 - 1e-6)
    return np.log(inside / (1 - inside)).astype(np.float32)


def half(values: NDArray[Any]) -> NDArray[np.float16]:
    """The same in 16 bits."""
    return values.astype(np.float16)


Writer = Callable[[Truth], Export]
TWO = ("images", (1, 3, SIDE, SIDE), FLOAT), ("orig_target_sizes", (1, 2), INT64)

STRAIGHT: Dict[str, Writer] = {
    "ultralytics detect": lambda t: Export(
        {"output0": turned(candidates(sides(t), scored(t)))}, ultralytics()),
    "ultralytics detect of 16 bits": lambda t: Export(
        {"output0": half(turned(candidates(sides(t), scored(t))))}, ultralytics(),
        [("images", (1, 3, SIDE, SIDE), HALF)]),
    "ultralytics detect, shapes left open": lambda t: Export(
        {"output0": turned(candidates(sides(t), scored(t)))}, ultralytics(),
        [("images", ("batch", 3, "height", "width"), FLOAT)], {"output0": ("batch", 7, "anchors")}),
    "ultralytics detect, rank left open": lambda t: Export(
        {"output0": turned(candidates(sides(t), scored(t)))}, ultralytics(),
        [("images", ("batch", 3, "height", "width"), FLOAT)], {"output0": ("batch", "rows", "columns")}),
    "ultralytics detect with nms": lambda t: Export({"output0": listed(t, edges(t))}, ultralytics(**NMS)),
    "ultralytics end2end (v10, v26)": lambda t: Export(
        {"output0": listed(t, edges(t))}, ultralytics(end2end="True")),
    "v10 that says nothing of end2end": lambda t: Export({"output0": listed(t, edges(t))}, ultralytics()),
    "ultralytics segment": lambda t: Export(
        {"output0": turned(candidates(sides(t), scored(t), np.ones((len(t.scores), 32)))),
         "output1": np.zeros((1, 32, 160, 160), np.float32)}, ultralytics("segment")),
    "ultralytics segment with nms": lambda t: Export(
        {"output0": listed(t, edges(t), np.ones((len(t.scores), 32))),
         "output1": np.zeros((1, 32, 160, 160), np.float32)}, ultralytics("segment", **NMS)),
    "ultralytics pose": lambda t: Export(
        {"output0": turned(candidates(sides(t), scored(t), np.ones((len(t.scores), 51))))},
        ultralytics("pose", kpt_shape="[17, 3]")),
    "ultralytics rt-detr": lambda t: Export(
        {"output0": candidates(sides(t) / SIDE, scored(t), rows=300) * _within(300, len(t.scores), 7)}, ultralytics()),
    "ultralytics rt-detr of late": lambda t: Export(
        {"output0": listed(t, sides(t) / SIDE)}, ultralytics(head="RTDETRDecoder", end2end="False")),
    "yolov5": lambda t: Export(
        {"output0": candidates(sides(t), objectness(t), scored(t), rows=25200)},
        {"stride": "32", "names": "['car', 'truck', 'ship']"}),
    "deepness v5": lambda t: Export(
        {"output": candidates(sides(t), objectness(t), scored(t), rows=25200)}, deepness("YOLO_v5_or_v7_default")),
    "deepness v6": lambda t: Export(
        {"output": candidates(sides(t), objectness(t, 0.01), scored(t))}, deepness("YOLO_v6")),
    "deepness v9": lambda t: Export({"output": turned(candidates(sides(t), scored(t)))}, deepness("YOLO_v9")),
    "deepness ultralytics": lambda t: Export(
        {"output0": turned(candidates(sides(t), scored(t)))},
        {**ultralytics(), **deepness("YOLO_Ultralytics")}),
    "deepness segmentation": lambda t: Export(
        {"output0": turned(candidates(sides(t), scored(t), np.ones((len(t.scores), 32)))),
         "output1": np.zeros((1, 32, 160, 160), np.float32)}, deepness("YOLO_Ultralytics_segmentation")),
    "rt-detr with the size of the picture": lambda t: Export(
        {"labels": t.labels[None].astype(np.int64), "boxes": edges(t)[None],
         "scores": t.scores[None].astype(np.float32)}, {}, TWO, description={"classes": list(NAMES.values())}),
    "detr of transformers": lambda t: Export(
        {"logits": _against_nothing(scored(t, 4))[None], "pred_boxes": sides(t)[None] / SIDE}, {},
        [("pixel_values", ("batch", 3, "height", "width"), FLOAT), ("pixel_mask", ("batch", "mh", "mw"), INT64)],
        description={"classes": list(NAMES.values()), "mean": [0.485, 0.456, 0.406], "std": [0.229, 0.224, 0.225]}),
    "rt-detr of transformers": lambda t: Export(
        {"logits": logit(scored(t))[None], "pred_boxes": sides(t)[None] / SIDE}, {},
        description={"classes": list(NAMES.values())}),
    "rf-detr": lambda t: Export(
        {"dets": sides(t)[None] / SIDE, "labels": logit(scored(t, 4))[None]}, {},
        description={"classes": list(NAMES.values())}),
    "torchvision": lambda t: Export(
        {"boxes": edges(t), "labels": t.labels.astype(np.int64) + 1, "scores": t.scores.astype(np.float32)}, {},
        description={"classes": {str(number + 1): name for number, name in NAMES.items()}}),
    "torchvision, names by number, one picture": lambda t: Export(
        {"2770": edges(t), "2772": t.labels.astype(np.int64) + 1, "2771": t.scores.astype(np.float32)}, {},
        [("image", (3, SIDE, SIDE), FLOAT)],
        description={"classes": {str(number + 1): name for number, name in NAMES.items()}}),
    "openmmlab": lambda t: Export(
        {"dets": np.concatenate([edges(t), t.scores[:, None].astype(np.float32)], 1)[None],
         "labels": t.labels[None].astype(np.int64)}, {}, description={"classes": list(NAMES.values())}),
    "tensorflow": lambda t: Export(
        {"detection_boxes": (edges(t)[:, [1, 0, 3, 2]] / SIDE)[None],
         "detection_classes": (t.labels[None] + 1).astype(np.float32),
         "detection_scores": t.scores[None].astype(np.float32), "num_detections": np.array([300.0], np.float32)}, {},
        description={"classes": {str(number + 1): name for number, name in NAMES.items()}}),
    "described: edges, score, class": lambda t: Export(
        {"out": np.concatenate([edges(t), t.scores[:, None], t.labels[:, None]], 1).astype(np.float32)}, {},
        description={"classes": list(NAMES.values()), "box": "xyxy", "nms": True}),
    "described: corner and sides, parts of the picture": lambda t: Export(
        {"out": np.concatenate([t.labels[:, None], t.scores[:, None],
                                (sides(t) - np.concatenate([sides(t)[:, 2:] / 2, 0 * sides(t)[:, 2:]], 1)) / SIDE],
                               1).astype(np.float32)[None]}, {},
        description={"classes": list(NAMES.values()), "box": "xywh", "coordinates": "normalised",
                     "box_columns": [2, 3, 4, 5], "score_column": 1, "label_column": 0}),
    "described: raw scores after the box": lambda t: Export(
        {"out": _raw(candidates(edges(t), objectness(t), scored(t)))}, {},
        description={"classes": list(NAMES.values()), "box": "xyxy", "class_columns": [5, 7], "scores": "sigmoid",
                     "confidence": 0.3, "transposed": False}),
    "described: boxes and scores apart (yolo-nas)": lambda t: Export(
        {"2551": candidates(edges(t), np.zeros((len(t.scores), 0))), "2543": _rest(scored(t))}, {},
        description={"classes": list(NAMES.values()), "box": "xyxy", "outputs": {"boxes": "2551", "scores": "2543"}}),
    "described: boxes, scores and labels apart": lambda t: Export(
        {"a": edges(t)[:, [1, 0, 3, 2]][None], "b": t.scores[None].astype(np.float32),
         "c": t.labels[None].astype(np.int64)}, {},
        description={"classes": list(NAMES.values()), "box": "yxyx",
                     "outputs": {"boxes": "a", "scores": "b", "labels": "c"}}),
}
"""Ways to write boxes along the axes."""

TILTED: Dict[str, Writer] = {
    "ultralytics obb": lambda t: Export(
        {"output0": turned(candidates(t.boxes[:, :4], scored(t), t.boxes[:, 4:]))}, ultralytics("obb")),
    "ultralytics obb, sides swapped": lambda t: Export(
        {"output0": turned(candidates(t.boxes[:, [0, 1, 3, 2]], scored(t), t.boxes[:, 4:] - np.pi / 2))},
        ultralytics("obb")),
    "ultralytics obb with nms": lambda t: Export(
        {"output0": listed(t, t.boxes[:, :4].astype(np.float32), t.boxes[:, 4:])}, ultralytics("obb", **NMS)),
    "ultralytics obb end2end (v26)": lambda t: Export(
        {"output0": listed(t, t.boxes[:, :4].astype(np.float32), t.boxes[:, 4:] + 7 * np.pi)},
        ultralytics("obb", end2end="True")),
    "deepness obb": lambda t: Export(
        {"output0": turned(candidates(t.boxes[:, :4], scored(t), t.boxes[:, 4:]))}, deepness("YOLO_Ultralytics_obb")),
    "openmmlab rotated": lambda t: Export(
        {"dets": np.concatenate([t.boxes, t.scores[:, None]], 1)[None].astype(np.float32),
         "labels": t.labels[None].astype(np.int64)}, {}, description={"classes": list(NAMES.values())}),
    "described: degrees the other way round": lambda t: Export(
        {"out": np.concatenate([t.boxes[:, :4], -np.degrees(t.boxes[:, 4:]), t.scores[:, None], t.labels[:, None]],
                               1).astype(np.float32)[None]}, {},
        description={"classes": list(NAMES.values()), "box": "cxcywha", "angle": "degrees",
                     "turning": "counter-clockwise", "nms": True}),
    "described: four corners": lambda t: Export(
        {"out": candidates(corners(t), scored(t))}, {},
        description={"classes": list(NAMES.values()), "box": "corners"}),
    "described: four corners, parts of the picture": lambda t: Export(
        {"out": np.concatenate([corners(t) / SIDE, t.scores[:, None], t.labels[:, None]], 1)[None].astype(np.float32)},
        {}, description={"classes": list(NAMES.values()), "box": "corners", "coordinates": "normalised", "nms": True}),
}
"""Ways to write boxes at any angle."""


def _within(rows: int, found: int, wide: int) -> NDArray[np.float32]:
    """What makes the boxes of anchors that found nothing parts of the picture."""
    factors = np.ones((1, rows, wide), np.float32)
    factors[:, found:, :4] = 1 / SIDE
    return factors


def _raw(table: NDArray[np.float32]) -> NDArray[np.float32]:
    """Candidates whose scores are still to go through the sigmoid."""
    return np.concatenate([table[..., :5], logit(table[..., 5:])], 2)


def _rest(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """The scores of all anchors."""
    return np.concatenate([scores, np.zeros((ANCHORS - len(scores), scores.shape[1]), np.float32)])[None]


def _against_nothing(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """What softmax makes these scores of, the rest being sure of nothing."""
    shares = scores.astype(np.float64)
    shares[:, -1] = 1 - shares.sum(1)
    return np.log(np.clip(shares, 1e-9, None)).astype(np.float32)
