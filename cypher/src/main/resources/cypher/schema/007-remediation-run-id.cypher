CREATE CONSTRAINT remediation_run_id IF NOT EXISTS FOR (r:RemediationRun) REQUIRE r.id IS UNIQUE
