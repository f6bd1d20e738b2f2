{{ accepted('holidays') }}
