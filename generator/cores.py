"""The same work for several things at once, a core each."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


def each(work: Callable[[T], R], things: Sequence[T]) -> list[R]:
    """`work` of every thing, in their order: the first here, each of the others in a copy of this process.

    A copy is safe only of a process with one thread; else, and where there are none, one is done after the other.
    """
    if len(things) < 2 or threading.active_count() > 1 or "fork" not in get_all_start_methods():
        return [work(thing) for thing in things]
    context = get_context("fork")
    pipes = []
    for thing in things[1:]:
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=_answer, args=(work, thing, theirs), daemon=True)
        process.start()
        theirs.close()
        pipes.append((process, ours))
    done = [work(things[0])]
    for process, pipe in pipes:
        try:
            done.append(pipe.recv())
        except EOFError:
            raise RuntimeError(f"a copy of the process ended with {process.exitcode}") from None
        process.join()
    return done


def _answer(work: Callable[[T], R], thing: T, pipe: Connection) -> None:
    pipe.send(work(thing))
    pipe.close()
