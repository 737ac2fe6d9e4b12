CREATE INDEX finding_event_run IF NOT EXISTS FOR (e:FindingEvent) ON (e.run)
