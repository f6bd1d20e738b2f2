{{ accepted('business_calendars') }}
