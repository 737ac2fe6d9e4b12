package dev.firebreak.web.api;

import dev.firebreak.ingest.event.EventRefused;
import dev.firebreak.ingest.usage.EventIntake;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Where applications push security event tokens (RFC 8935). Only the signature of a token lets it
/// in: a session or a password is of no use here.
@Tag(name = Tags.USE)
@RestController
@RequestMapping("/api/v1/usage")
final class EventsApi {

  private static final int MAX_BYTES = 64 * 1024;
  private static final MediaType TOKEN = MediaType.parseMediaType("application/secevent+jwt");

  private final EventFeeds feeds;

  EventsApi(EventFeeds feeds) {
    this.feeds = feeds;
  }

  /// Why a token was refused (RFC 8935 §2.3).
  record Refusal(String err, String description) {}

  @Operation(
      summary = "Push a security event",
      description =
          "Takes one signed security event token (RFC 8417, RFC 8935) of a declared usage feed: uses, sign-ins, heartbeats and notices of changed resources. A token that came before is answered like the first time and changes nothing.")
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      required = true,
      content = @Content(mediaType = "application/secevent+jwt", schema = @Schema(type = "string")))
  @MayFail({404, 413})
  @ApiResponse(
      responseCode = "202",
      description = "It is kept and need not be sent again.",
      content = @Content)
  @ApiResponse(
      responseCode = "400",
      description = "It is not accepted; `err` is a code of RFC 8935, and nothing of it is kept.",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Refusal.class)))
  @PostMapping("/{feed}/events")
  ResponseEntity<?> push(
      @Parameter(description = "The id of the feed.") @PathVariable String feed,
      @Parameter(hidden = true) HttpServletRequest request,
      @Parameter(hidden = true) @Nullable Principal person)
      throws IOException {
    Optional<EventIntake> intake = feeds.intake(feed);
    if (intake.isEmpty()) {
      return person != null && !feeds.knows(feed)
          ? problem(HttpStatus.NOT_FOUND, "There is no pushed usage feed with the id " + feed + ".")
          : problem(HttpStatus.UNAUTHORIZED, "No key verifies the events of this feed.");
    }
    if (!isToken(request.getContentType())) {
      return refused(
          "invalid_request", "The Content-Type of an event is application/secevent+jwt.");
    }
    byte[] body = request.getInputStream().readNBytes(MAX_BYTES + 1);
    if (body.length > MAX_BYTES) {
      return problem(HttpStatus.CONTENT_TOO_LARGE, "An event is no longer than 64 KiB.");
    }
    try {
      intake.get().take(new String(body, StandardCharsets.US_ASCII));
      return ResponseEntity.accepted().build();
    } catch (EventRefused e) {
      return refused(e.code().word(), String.valueOf(e.getMessage()));
    }
  }

  private static boolean isToken(@Nullable String contentType) {
    try {
      return contentType != null
          && TOKEN.equalsTypeAndSubtype(MediaType.parseMediaType(contentType));
    } catch (org.springframework.http.InvalidMediaTypeException e) {
      return false;
    }
  }

  private static ResponseEntity<?> refused(String code, String why) {
    return ResponseEntity.badRequest()
        .contentType(MediaType.APPLICATION_JSON)
        .body(new Refusal(code, why));
  }

  private static ResponseEntity<?> problem(HttpStatus status, String detail) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    ResponseEntity.BodyBuilder answer = ResponseEntity.status(status);
    if (status == HttpStatus.UNAUTHORIZED) {
      answer.header("WWW-Authenticate", "Bearer realm=\"firebreak\"");
    }
    return answer.contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem);
  }
}
