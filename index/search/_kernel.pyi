from collections.abc import Sequence

SOURCE: str
MOST_TERMS: int
MOST_CLAUSES: int
SEGMENT_SIZE: int

def number(numbers: dict[str, int], lists: tuple[Sequence[str], ...]) -> tuple[bytes, bytes]: ...
def search(
    segments: tuple[bytes, ...],
    terms: list[str],
    limit: int,
    idf_of: dict[int, float],
    absent: float,
    require: list[list[str]],
    since: int | None,
    until: int | None,
) -> list[tuple[int, float]]: ...
