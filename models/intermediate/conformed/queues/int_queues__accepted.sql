{{ accepted('queues') }}
