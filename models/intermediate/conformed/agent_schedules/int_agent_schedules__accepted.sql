{{ accepted('agent_schedules') }}
