package dev.firebreak.web.api;

import dev.firebreak.scim.probe.ProbeTarget;
import dev.firebreak.scim.resource.ScimFailure;
import dev.firebreak.web.config.ConfigInvalid;
import dev.firebreak.web.config.NothingToProbe;
import dev.firebreak.web.view.ConformancePages;
import dev.firebreak.web.view.ConformancePages.ConformanceView;
import dev.firebreak.web.view.NotUnderstood;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What was measured of the sources.
@Tag(name = Tags.SOURCES)
@RestController
@RequestMapping("/api/v1/sources")
final class ProfileApi {

  private final ConformancePages pages;

  ProfileApi(ConformancePages pages) {
    this.pages = pages;
  }

  /// @param on the one resource that may be changed and is restored, as `Users/ID` or `Groups/ID`;
  ///   nothing is changed when absent
  record ProbeRequest(@Nullable String on) {}

  @Operation(
      summary = "What a source really does",
      description =
          "What the source says of itself beside what the last probe measured, each point with what was asked and what came, dated, and what came out another way than in the probe before. Each quirk that is mended is named, with what the source does, why that is known (the preset, or a measurement with its date) and a link.")
  @MayFail(404)
  @GetMapping("/{id}/profile")
  ConformanceView profile(
      @Parameter(description = "The id of the source.") @PathVariable String id) {
    return pages.of(id);
  }

  @Operation(
      summary = "Probe a source",
      description =
          "Asks the source and compares, which changes nothing in it. With `on`, one resource is also changed, read back and restored, several times; each change is in the evidence before it is sent. Answers when it is done; what was found is mended from the next call on.")
  @MayFail({400, 404, 409, 502})
  @ApiResponse(
      responseCode = "200",
      description = "It is done.",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ConformanceView.class)))
  @PostMapping("/{id}/probe")
  ResponseEntity<?> probe(
      @Parameter(description = "The id of the source.") @PathVariable String id,
      @RequestBody(required = false) @Nullable ProbeRequest request,
      Principal person) {
    try {
      if (!pages.probe(id, target(request), person.getName())) {
        return problem(HttpStatus.CONFLICT, "Busy", "This source is being probed already.");
      }
    } catch (NothingToProbe failure) {
      return problem(HttpStatus.CONFLICT, "Nothing to probe", String.valueOf(failure.getMessage()));
    } catch (ScimFailure | ConfigInvalid failure) {
      return problem(
          HttpStatus.BAD_GATEWAY,
          "The source did not answer",
          String.valueOf(failure.getMessage()));
    }
    ConformanceView view = pages.of(id);
    String alarm = view.alarm();
    return alarm == null || target(request) == null
        ? ResponseEntity.ok(view)
        : problem(HttpStatus.BAD_GATEWAY, "Not restored", alarm);
  }

  private static @Nullable ProbeTarget target(@Nullable ProbeRequest request) {
    String on = request == null ? null : request.on();
    try {
      return on == null ? null : ProbeTarget.parse(on);
    } catch (IllegalArgumentException e) {
      throw new NotUnderstood(String.valueOf(e.getMessage()));
    }
  }

  private static ResponseEntity<?> problem(HttpStatus status, String title, String detail) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setTitle(title);
    return ResponseEntity.of(problem).build();
  }
}
