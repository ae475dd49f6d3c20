"""Opens the sentence model so that all processes of a machine share one copy of its weights in memory.

onnxruntime unpacks the weights of each session into memory of its own: a hundred megabytes for every process. It can
also write the unpacked, arranged weights to a file and map that file, which the kernel then keeps once for all. That file
is made when a process first needs it, and belongs to the machine's processor and to the version of onnxruntime.
"""

import fcntl
import hashlib
import logging
import os
import platform
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any

import onnxruntime

log = logging.getLogger(__name__)

MODEL, WEIGHTS = "model.onnx", "weights.bin"
_faults = onnxruntime.capi.onnxruntime_pybind11_state
CANNOT_BE_READ = (
    *(_faults.Fail, _faults.InvalidArgument, _faults.InvalidGraph, _faults.InvalidProtobuf, _faults.NoSuchFile),
    *(_faults.NoModel, _faults.RuntimeException, _faults.NotImplemented),
)
IN_THE_FILE = "1024"  # bytes from which on a tensor goes into the shared file


def open_session(model: Path, *, threads: int, kept_in: Path | None) -> Any:
    """A session of `model` that shares its weights through a file in `kept_in`; by itself where that cannot be had."""
    if kept_in is not None:
        try:
            return _open(_prepared(model, kept_in) / MODEL, threads, is_prepared=True)
        except (OSError, *CANNOT_BE_READ) as problem:
            log.warning("Each process holds its own copy of the sentence model: %s", problem)
            shutil.rmtree(kept_in / _name(model), ignore_errors=True)
    return _open(model, threads, is_prepared=False)


def _prepared(model: Path, kept_in: Path) -> Path:
    """The folder with the model as it is shared, made by the first who asks; others wait for them."""
    folder = kept_in / _name(model)
    if (folder / MODEL).exists():
        return folder
    kept_in.mkdir(parents=True, exist_ok=True)
    with (kept_in / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / MODEL).exists():
            _prepare(model, folder)
    return folder


def _name(model: Path) -> str:
    """What the prepared weights depend on: the model, onnxruntime and what this processor can do."""
    about = model.stat()
    parts = [
        model.resolve(),
        about.st_size,
        about.st_mtime_ns,
        onnxruntime.__version__,
        platform.machine(),
        _processor(),
    ]
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def _processor() -> str:
    with suppress(OSError):
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        return "".join(line for line in lines[:40] if line.startswith(("model name", "flags", "Features")))
    return platform.processor()


def _prepare(model: Path, folder: Path) -> None:
    for old in folder.parent.glob("*/"):
        shutil.rmtree(old, ignore_errors=True)  # whoever has it mapped keeps it until they end
    making = folder.with_suffix(f".{os.getpid()}")
    making.mkdir()
    options = _options(1)
    options.optimized_model_filepath = str(making / MODEL)
    options.add_session_config_entry("session.optimized_model_external_initializers_file_name", WEIGHTS)
    options.add_session_config_entry("session.optimized_model_external_initializers_min_size_in_bytes", IN_THE_FILE)
    options.add_session_config_entry("session.save_external_prepacked_constant_initializers", "1")
    try:
        onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        making.rename(folder)
    finally:
        shutil.rmtree(making, ignore_errors=True)


def _open(model: Path, threads: int, *, is_prepared: bool) -> Any:
    options = _options(threads)
    if is_prepared:
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL  # it was done already
        options.add_session_config_entry("session.use_external_initializer_file_buffers_directly", "1")
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


def _options(threads: int) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.enable_cpu_mem_arena = False  # the arena keeps the largest batch's memory for ever and gains nothing here
    return options
