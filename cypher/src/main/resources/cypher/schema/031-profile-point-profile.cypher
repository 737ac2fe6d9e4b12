CREATE INDEX profile_point_profile IF NOT EXISTS FOR (m:ProfilePoint) ON (m.profile)
