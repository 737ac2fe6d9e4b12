CREATE CONSTRAINT source_schema IF NOT EXISTS FOR (s:SourceSchema) REQUIRE s.source IS UNIQUE
