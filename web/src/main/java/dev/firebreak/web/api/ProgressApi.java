package dev.firebreak.web.api;

import dev.firebreak.web.progress.WorkTold;
import dev.firebreak.web.progress.Works;
import dev.firebreak.web.progress.Works.Seen;
import dev.firebreak.web.security.StillAllowed;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.filter.ShallowEtagHeaderFilter;
import tools.jackson.databind.json.JsonMapper;

/// How far the long work of the server is, as server-sent events. Each listener has a thread of its
/// own, which takes the last state when it is ready for it: a slow one misses states in between and
/// holds up nobody.
@Tag(name = Tags.WORK)
@RestController
final class ProgressApi {

  /// Where it is.
  static final String ADDRESS = "/api/v1/progress";

  /// Not more often than this is anything told.
  private static final Duration APART = Duration.ofMillis(250);

  /// This often it is asked whether the listener may still listen, and counts are told anew: a rate
  /// changes also when nothing else does.
  private static final Duration LOOK = Duration.ofSeconds(1);

  /// After so many looks without anything to tell, a comment says that somebody is there.
  private static final int HEARTBEAT = 15;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Works works;
  private final Listeners listeners;
  private final StillAllowed allowed;
  private final Clock clock;

  ProgressApi(Works works, Listeners listeners, StillAllowed allowed, Clock clock) {
    this.works = works;
    this.listeners = listeners;
    this.allowed = allowed;
    this.clock = clock;
  }

  /// What one event says.
  record Told(long version, List<WorkTold> works) {}

  @Operation(
      summary = "How far long work is, as it goes",
      description =
          "Server-sent events. Each `progress` has as its data {\"version\", \"works\"}: harvests, analyses, runs, plans and packs that are under way or were over last, with what was counted, of how many, how fast, and how much longer where that can be said. Only the last state is told, at most four times a second. The stream ends with `over` when nothing is under way any more, and with `signed-out` when the listener may not listen any more. A comment keeps it open in between.")
  @ApiResponse(
      responseCode = "200",
      description = "The events.",
      content = @Content(mediaType = "text/event-stream", schema = @Schema(type = "string")))
  @GetMapping(value = ADDRESS, produces = "text/event-stream")
  void listen(
      @Parameter(
              description =
                  "The id of the last event that was heard; it is not told again while nothing differs.")
          @RequestHeader(name = "Last-Event-ID", required = false)
          @Nullable String heard,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    String who = allowed.who(request);
    BooleanSupplier still = allowed.of(request);
    if (!listeners.admit(who)) {
      throw tooMany();
    }
    try {
      ShallowEtagHeaderFilter.disableContentCaching(request);
      response.setContentType("text/event-stream;charset=UTF-8");
      response.setHeader("Cache-Control", "no-store");
      response.setHeader("X-Accel-Buffering", "no");
      tell(new Stream(response.getOutputStream()), number(heard), still);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      listeners.leave(who);
    }
  }

  private void tell(Stream out, long heard, BooleanSupplier still)
      throws IOException, InterruptedException {
    out.say("retry: 3000\n\n");
    long last = heard;
    int quiet = 0;
    while (!works.closed()) {
      if (!still.getAsBoolean()) {
        out.say("event: signed-out\ndata: {}\n\n");
        return;
      }
      Seen seen = works.now();
      boolean differs = seen.version() != last;
      if (differs || (seen.busy() && quiet > 0 && quiet % 2 == 0)) {
        out.say("id: %d\nevent: progress\ndata: %s\n\n".formatted(seen.version(), json(seen)));
        last = seen.version();
      }
      quiet = differs ? 0 : quiet + 1;
      if (!seen.busy()) {
        out.say("event: over\ndata: {}\n\n");
        return;
      }
      if (quiet > 0 && quiet % HEARTBEAT == 0) {
        out.say(": still under way\n\n");
      }
      works.rest(APART);
      works.after(last, LOOK);
    }
  }

  private String json(Seen seen) {
    return JSON.writeValueAsString(
        new Told(
            seen.version(),
            seen.works().stream().map(work -> WorkTold.of(work, clock.instant())).toList()));
  }

  private static long number(@Nullable String heard) {
    return heard != null && heard.matches("[0-9]{1,18}") ? Long.parseLong(heard) : -1;
  }

  private static ErrorResponseException tooMany() {
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(
            HttpStatus.TOO_MANY_REQUESTS,
            "This session listens %d times already. Close a page that shows work under way."
                .formatted(Listeners.MOST_OF_ONE));
    problem.setTitle("Too many listeners");
    return new ErrorResponseException(HttpStatus.TOO_MANY_REQUESTS, problem, null);
  }

  /// What is written at once.
  private record Stream(OutputStream out) {
    void say(String text) throws IOException {
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.flush();
    }
  }
}
