CREATE CONSTRAINT idempotent_request_id IF NOT EXISTS FOR (r:IdempotentRequest) REQUIRE r.id IS UNIQUE
