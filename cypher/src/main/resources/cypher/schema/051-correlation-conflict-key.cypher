CREATE CONSTRAINT correlation_conflict_key IF NOT EXISTS FOR (c:CorrelationConflict) REQUIRE c.key IS UNIQUE
