package dev.firebreak.web.api;

import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.analytics.gate.Answer;
import dev.firebreak.analytics.gate.Gate;
import dev.firebreak.web.config.Firebreak;
import dev.firebreak.web.view.Harvests;
import dev.firebreak.web.view.NotUnderstood;
import dev.firebreak.web.whatif.RequestReading;
import dev.firebreak.web.whatif.ScimRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The gate before a SCIM request. Nothing here writes, and nothing is sent.
@Tag(name = Tags.WHAT_IF)
@RestController
@RequestMapping("/api/v1")
final class SimulateApi {

  private static final int LISTED = 5;

  private final Firebreak firebreak;
  private final Gates gates;
  private final Harvests harvests;

  SimulateApi(Firebreak firebreak, Gates gates, Harvests harvests) {
    this.firebreak = firebreak;
    this.gates = gates;
    this.harvests = harvests;
  }

  @Operation(
      summary = "What would this SCIM request open and close if it were sent?",
      description =
          "The request as it would go over the wire: findings that would open and close, the blast"
              + " radius of those concerned, and a verdict for a pipeline. Nothing is written or"
              + " sent. The graph is that of the last harvests: see snapshotAt and warnings.")
  @MayFail({400})
  @PostMapping("/simulate")
  SimulateAnswer simulate(
      @RequestBody ScimRequest request,
      @Parameter(
              description =
                  "The severity from which on a finding that would open makes the verdict fail:"
                      + " critical, high, medium, low or info; also failOn in the body.")
          @RequestParam(required = false)
          @Nullable String failOn) {
    Optional<Severity> bar = severity(failOn == null ? request.failOn() : failOn);
    Gate gate = gates.gate();
    RequestReading.Reading reading =
        RequestReading.of(request, gate.snapshot(), firebreak.sources()::find);
    Answer answer = gate.answer(reading.changes(), LISTED);
    return SimulateAnswer.of(
        gate,
        reading,
        answer,
        bar,
        SimulateAnswer.warnings(harvests.all(), request.source(), firebreak.clock().instant()));
  }

  private static Optional<Severity> severity(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return Optional.empty();
    }
    return Optional.of(
        Arrays.stream(Severity.values())
            .filter(each -> each.name().equalsIgnoreCase(text.strip()))
            .findFirst()
            .orElseThrow(() ->
                new NotUnderstood(
                    "failOn must be one of %s, not %s."
                        .formatted(
                            Arrays.stream(Severity.values())
                                .map(each -> each.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", ")),
                            text))));
  }
}
