"""Landing: export files in, text relations out, every physical line accounted for.

`land` fills the landing schema of a DuckDB connection; `server.land` does the same for a Postgres or Spark server.
"""

from python_hooks.landing.errors import LandingError
from python_hooks.landing.land import land, land_model

__all__ = ["LandingError", "land", "land_model"]
