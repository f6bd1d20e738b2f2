"""Great Expectations suites as code: does this export look like the last one, and are the marts fit to publish."""
