"""Great Expectations suites as code: does this export look like the last one, and are the marts fit to publish."""

import warnings

# Great Expectations imports PySpark where it is installed, which warns of pandas 3; nothing here runs on it.
warnings.filterwarnings("ignore", message="PySpark does not yet fully support pandas", category=FutureWarning)
