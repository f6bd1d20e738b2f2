{{ accepted('agents') }}
