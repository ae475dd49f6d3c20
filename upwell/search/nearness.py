"""Asks PostgreSQL how near documents are to a text in meaning, in one round trip: this happens at each pause in typing."""

from collections.abc import Collection
from typing import Any

from upwell.core.prepared import ask_kept
from upwell.search.meaning import Meaning

LOOKED_AT = (
    80  # documents that pgvector's graph is searched through: more finds the nearest more surely, and takes longer
)

# Each kind has its own vector index, so the kind must be in the statement; it is one of DocumentKind, never typed. So are the
# two numbers, which are the same each time: a plan that is kept would else not know how few are wanted.
# The graph's settings hold for this one statement, and are made before the graph is entered: LATERAL sees to the order.
_COMPARE = """
    WITH how AS MATERIALIZED (
        SELECT set_config('hnsw.ef_search', '{looked_at}', true) AS wide,
               set_config('hnsw.iterative_scan', 'relaxed_order', true) AS patient
    ), near AS MATERIALIZED (
        SELECT found.object_id
        FROM how, LATERAL (
            SELECT object_id
            FROM search_document
            WHERE how.wide IS NOT NULL AND kind = '{kind}' AND sentence IS NOT NULL
              AND (%(everything)s OR team_id IS NULL OR team_id = ANY(%(teams)s))
            ORDER BY sentence <#> %(sentence)s::halfvec
            LIMIT {most}
        ) AS found
    )
    SELECT document.object_id,
           -(document.sentence <#> %(sentence)s::halfvec),
           -(document.static <#> %(static)s::halfvec)
    FROM (SELECT object_id FROM near UNION SELECT unnest(%(others)s::bigint[])) AS wanted
    JOIN search_document AS document ON document.kind = '{kind}' AND document.object_id = wanted.object_id
    WHERE document.sentence IS NOT NULL
      AND (%(everything)s OR document.team_id IS NULL OR document.team_id = ANY(%(teams)s))
"""
_LIKEN = """
    SELECT object_id, -(static <#> %(gist)s::halfvec) FROM search_document
    WHERE kind = %(kind)s AND object_id = ANY(%(ids)s) AND static IS NOT NULL
"""
KINDS = ("need", "item")


def compare(
    kind: str, meaning: Meaning, *, teams: Collection[int] | None, others: Collection[int], most: int
) -> dict[int, tuple[float, float]]:
    """The cosines, by sentence and static vector, of the `most` nearest documents of a kind and of the `others`.

    Only of such as are limited to nobody or to one of `teams`; None is all.
    """
    if kind not in KINDS:
        raise ValueError(f"Documents of the kind {kind} have no vectors.")
    sentence, static = meaning.for_database
    values: dict[str, Any] = {
        "everything": teams is None,
        "teams": sorted(teams or []),
        "sentence": sentence,
        "static": static,
        "others": sorted(others),
    }
    statement = _COMPARE.format(kind=kind, most=int(most), looked_at=max(LOOKED_AT, int(most)))
    return {object_id: (by_sentence, by_static) for object_id, by_sentence, by_static in ask_kept(statement, values)}


def liken(kind: str, gist: str, ids: Collection[int]) -> dict[int, float]:
    """The cosines of these documents of a kind by their static vectors alone; without those that have none yet."""
    return dict(ask_kept(_LIKEN, {"kind": kind, "gist": gist, "ids": list(ids)}))
