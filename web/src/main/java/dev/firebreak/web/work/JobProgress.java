package dev.firebreak.web.work;

import dev.firebreak.ingest.harvest.HarvestPace;
import dev.firebreak.ingest.harvest.HarvestPace.EndpointPace;
import dev.firebreak.ingest.harvest.HarvestPace.Pace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How far the harvest of a job is.
///
/// @param current the endpoint that is being read; null between sources
/// @param endpoints every endpoint that has answered, in order
/// @param total all sources of the job together
public record JobProgress(
    @Nullable EndpointPace current, List<EndpointPace> endpoints, Pace total) {

  static JobProgress of(HarvestPace pace) {
    return new JobProgress(pace.current().orElse(null), pace.endpoints(), pace.total());
  }
}
