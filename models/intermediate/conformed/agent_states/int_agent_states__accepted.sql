{{ accepted('agent_states') }}
