"""A long query, with its progress told while it runs."""

from concurrent.futures import ThreadPoolExecutor, wait
from typing import Any

import duckdb

from analytics.gate.sources.limits import Progress
from analytics.text import Text

PATIENCE = 0.2  # seconds between two looks


def watched(con: duckdb.DuckDBPyConnection, sql: str, values: dict[str, object], progress: Progress, step: Text) -> list[tuple[Any, ...]]:
    """The rows of a query. Progress is told by the caller's own thread, since pages know no other. Raises duckdb.Error."""
    progress(step, 0)
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(lambda: con.execute(sql, values).fetchall())
        try:
            while not wait([running], PATIENCE).done:
                progress(step, min(max(con.query_progress() / 100, 0), 1))
        except BaseException:
            con.interrupt()  # whoever was shown the progress has left
            raise
    progress(step, 1)
    return running.result()
