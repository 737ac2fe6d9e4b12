CREATE INDEX finding_event_key IF NOT EXISTS FOR (e:FindingEvent) ON (e.key)
