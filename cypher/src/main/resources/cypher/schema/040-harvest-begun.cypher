CREATE CONSTRAINT harvest_begun IF NOT EXISTS FOR (b:HarvestBegun) REQUIRE b.source IS UNIQUE
