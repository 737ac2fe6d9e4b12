CREATE CONSTRAINT manual_link_account IF NOT EXISTS FOR (m:ManualLink) REQUIRE m.account IS UNIQUE
