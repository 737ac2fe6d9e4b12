CREATE CONSTRAINT use_of IF NOT EXISTS FOR (u:Use) REQUIRE (u.account, u.entitlement) IS UNIQUE
