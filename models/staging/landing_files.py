"""Lands the export files of the sources that are switched on: the one model that reads files (python_hooks/landing)."""

from python_hooks.landing import land_model


def model(dbt, session):
    return land_model(session, sources=dbt.config.meta_get("cc_sources"), schema=dbt.this.schema)
