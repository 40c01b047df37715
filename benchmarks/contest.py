"""Several ways to do one thing, timed in turns, so that a slow moment of the machine falls on all
of them.
"""

import gc
from collections.abc import Callable, Mapping
from statistics import median
from time import perf_counter


def nothing() -> None:
    """No preparation."""


def contest(
    ways: Mapping[str, Callable[[], object]], runs: int = 7, prepare: Callable[[], None] = nothing
) -> dict[str, float]:
    """The median seconds of each way, after one run of each to warm up; ``prepare`` goes before
    each run, untimed.
    """
    times: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(runs + 1):
        for name, way in ways.items():
            prepare()
            gc.collect()
            begun = perf_counter()
            way()
            if turn:
                times[name].append(perf_counter() - begun)
    return {name: median(taken) for name, taken in times.items()}


def report(title: str, seconds: Mapping[str, float], ours: str) -> None:
    """Print each way's median, and how many times its time ours takes."""
    print(title)
    for name, taken in seconds.items():
        ratio = "" if name == ours else f"   ours takes {seconds[ours] / taken:.2f} x"
        print(f"  {name:<44}{taken:9.4f} s{ratio}")
