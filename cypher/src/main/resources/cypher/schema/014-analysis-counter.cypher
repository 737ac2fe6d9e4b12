CREATE CONSTRAINT analysis_counter IF NOT EXISTS FOR (c:AnalysisCounter) REQUIRE c.name IS UNIQUE
