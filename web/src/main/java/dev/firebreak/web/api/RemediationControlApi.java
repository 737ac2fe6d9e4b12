package dev.firebreak.web.api;

import dev.firebreak.remediation.run.Pause;
import dev.firebreak.web.work.Readiness;
import dev.firebreak.web.work.Remediations;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Remediation as a whole: what it lacks before it may send anything, and its brake.
@Tag(name = Tags.REMEDIATION)
@RestController
@RequestMapping("/api/v1/remediation")
final class RemediationControlApi {

  private final Remediations remediations;

  RemediationControlApi(Remediations remediations) {
    this.remediations = remediations;
  }

  /// Whether anything can be sent.
  ///
  /// @param ready whether every check is ok
  /// @param paused who stopped everything; null where nobody did
  record ReadinessAnswer(boolean ready, List<Readiness.Check> checks, @Nullable Pause paused) {}

  /// Why remediation is paused or resumed, for an auditor.
  record ReasonRequest(@Nullable String reason) {}

  @Operation(
      summary = "Whether remediation may send changes",
      description =
          "A list of what must be there before anything is sent, each with what there is or what to do, and who paused it, if somebody did.")
  @GetMapping("/readiness")
  ReadinessAnswer readiness() {
    Readiness readiness = remediations.readiness();
    return new ReadinessAnswer(
        readiness.ready(), readiness.checks(), remediations.paused().orElse(null));
  }

  @Operation(
      summary = "Pause all of remediation",
      description =
          "From the answer on no further change is sent, by no run, and not after a restart either, until it is resumed. A request that is under way is read back; the rest of its run is cancelled.")
  @MayFail({400, 409, 503})
  @PostMapping("/pause")
  ReadinessAnswer pause(@RequestBody ReasonRequest request, Principal person) {
    remediations.pause(person.getName(), request.reason());
    return readiness();
  }

  @Operation(
      summary = "Resume remediation",
      description = "Lets changes be sent again; what was cancelled meanwhile is planned again.")
  @MayFail({400, 409, 503})
  @PostMapping("/resume")
  ReadinessAnswer resume(@RequestBody ReasonRequest request, Principal person) {
    remediations.resume(person.getName(), request.reason());
    return readiness();
  }
}
