{{ accepted('costs') }}
