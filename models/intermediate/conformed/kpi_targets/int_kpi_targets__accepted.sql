{{ accepted('kpi_targets') }}
