CREATE CONSTRAINT security_event_key IF NOT EXISTS FOR (e:SecurityEvent) REQUIRE e.key IS UNIQUE
