from generator.model import Portal, Problem
from collections.abc import Iterator
def check(portal: Portal) -> Iterator[Problem]:
    yield from ()
