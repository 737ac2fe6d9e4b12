CREATE CONSTRAINT rejected_resource_key IF NOT EXISTS FOR (r:RejectedResource) REQUIRE r.key IS UNIQUE
