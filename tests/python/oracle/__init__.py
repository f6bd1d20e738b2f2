"""An independent recomputation of the KPIs from the landed files: plain Python, none of the project's SQL.

It is written from the words of the landing contract and of DECISIONS.md alone, so that an error in the models and an
error in here are unlikely to be the same one. Where those words leave a choice, the reading taken stands in the
docstring of the function that takes it.
"""

from .kpis import Result, compute, compute_from

__all__ = ["Result", "compute", "compute_from"]
