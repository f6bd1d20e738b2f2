{{ accepted('contacts') }}
