package dev.firebreak.web.idempotency;

import dev.firebreak.web.idempotency.IdempotencyKeys.Answer;
import dev.firebreak.web.idempotency.IdempotencyKeys.Begun;
import dev.firebreak.web.idempotency.IdempotencyKeys.Ended;
import dev.firebreak.web.idempotency.IdempotencyKeys.Other;
import dev.firebreak.web.idempotency.IdempotencyKeys.Running;
import dev.firebreak.web.idempotency.IdempotencyKeys.Unknown;
import dev.firebreak.web.security.CurrentUser;
import dev.firebreak.web.security.Problems;
import dev.firebreak.web.security.Writes;
import dev.firebreak.web.user.User;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/// Carries a write that names itself by an `Idempotency-Key` out once, however often it is sent.
/// Runs after it was decided who asks and whether they may, so that nothing is told again to
/// somebody who may not ask any more.
///
/// An answer of success is told again; a refusal did nothing, and the request may be sent again.
/// Where the answer of a request is not known, because the server stopped in the middle of it or
/// failed, it is not carried out again: whoever sends it is told to look.
public final class IdempotencyFilter extends OncePerRequestFilter {

  /// The header of a request.
  public static final String KEY = "Idempotency-Key";

  /// The header of an answer that is told again.
  public static final String REPLAYED = "Idempotency-Replayed";

  private static final Logger log = LoggerFactory.getLogger(IdempotencyFilter.class);

  /// Visible characters of ASCII; in quotes (RFC 8941, 3.3.3) or without.
  private static final Pattern FORM = Pattern.compile("\"?([!#-~]{1,255}?)\"?");

  private static final int LONGEST_BODY = 8 << 20;

  private final IdempotencyKeys keys;
  private final Writes writes;

  public IdempotencyFilter(IdempotencyKeys keys, Writes writes) {
    this.keys = keys;
    this.writes = writes;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return request.getHeader(KEY) == null || !writes.isOne(request);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<User> user = CurrentUser.of(request);
    if (user.isEmpty()) {
      chain.doFilter(request, response);
      return;
    }
    Optional<String> key = key(request);
    if (key.isEmpty()) {
      Problems.write(
          request,
          response,
          400,
          "Not understood",
          "Send one Idempotency-Key of 1 to 255 visible ASCII characters, for example a UUID.");
      return;
    }
    Map<String, String[]> parameters = request.getParameterMap(); // first: a form is read for them
    byte[] body = request.getInputStream().readNBytes(LONGEST_BODY + 1);
    if (body.length > LONGEST_BODY) {
      Problems.write(
          request, response, 413, "Too long", "With an Idempotency-Key a body has 8 MiB at most.");
      return;
    }
    switch (keys.begin(user.get().id(), key.get(), fingerprinted(request, parameters, body))) {
      case Begun(String id) -> carryOut(id, new RepeatedBody(request, body), response, chain);
      case Ended(var at, Answer answer) -> repeat(request, response, at.toString(), answer);
      case Running() -> {
        response.setHeader("Retry-After", "1");
        refuse(
            request,
            response,
            409,
            "A request with this Idempotency-Key is being carried out. Ask again when it is done.");
      }
      case Unknown(var at) ->
          refuse(
              request,
              response,
              409,
              "A request with this Idempotency-Key was begun at %s, and it is not known how it ended: Firebreak failed or stopped meanwhile. Look what is there now; if it was not done, send it with another key."
                  .formatted(at));
      case Other() ->
          refuse(
              request,
              response,
              422,
              "This Idempotency-Key was used for another request. Use another key, or send the same request.");
    }
  }

  private static Optional<String> key(HttpServletRequest request) {
    List<String> sent = Collections.list(request.getHeaders(KEY));
    if (sent.size() != 1) {
      return Optional.empty();
    }
    var form = FORM.matcher(sent.getFirst().strip());
    return form.matches() ? Optional.of(form.group(1)) : Optional.empty();
  }

  /// What makes a request this one: method, address, parameters and body.
  private static byte[] fingerprinted(
      HttpServletRequest request, Map<String, String[]> parameters, byte[] body) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    String line = request.getMethod() + " " + request.getRequestURI();
    all.writeBytes(line.getBytes(StandardCharsets.UTF_8));
    parameters.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(each -> {
          String parameter = "\n" + each.getKey() + "=" + String.join("\n=", each.getValue());
          all.writeBytes(parameter.getBytes(StandardCharsets.UTF_8));
        });
    all.writeBytes(new byte[] {'\n', 0});
    all.writeBytes(body);
    return all.toByteArray();
  }

  private void carryOut(
      String id, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
    boolean answered = false;
    try {
      chain.doFilter(request, answer);
      answered = true;
    } finally {
      if (!answered) {
        keys.left(id);
      }
    }
    keep(id, request, answer);
    answer.copyBodyToResponse();
  }

  private void keep(String id, HttpServletRequest request, ContentCachingResponseWrapper answer) {
    int status = answer.getStatus();
    try {
      if (status < 400) {
        keys.ended(id, kept(request, answer));
      } else if (status < 500 || status == 502 || status == 503) {
        keys.didNothing(id);
      } else {
        keys.left(id);
      }
    } catch (RuntimeException failed) {
      log.warn(
          "the answer of a request with an Idempotency-Key was not kept, so it is not told again: {}",
          failed.getMessage());
    }
  }

  private static Answer kept(HttpServletRequest request, ContentCachingResponseWrapper answer) {
    String body = new String(answer.getContentAsByteArray(), StandardCharsets.UTF_8);
    boolean secret = Boolean.TRUE.equals(request.getAttribute(ShownOnce.ATTRIBUTE));
    return new Answer(
        answer.getStatus(),
        answer.getContentType(),
        answer.getHeader("Location"),
        answer.getHeader("ETag"),
        secret || body.length() > IdempotencyKeys.LONGEST ? null : body);
  }

  private static void repeat(
      HttpServletRequest request, HttpServletResponse response, String at, Answer answer)
      throws IOException {
    String body = answer.body();
    if (body == null) {
      refuse(
          request,
          response,
          409,
          "This request was carried out at %s. Its answer is not told again, because it had a secret that is shown once, or is too long to be kept. Look what is there now."
              .formatted(at));
      return;
    }
    response.setStatus(answer.status());
    response.setHeader(REPLAYED, "true");
    header(response, "Content-Type", answer.contentType());
    header(response, "Location", answer.location());
    header(response, "ETag", answer.etag());
    response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
  }

  private static void header(HttpServletResponse response, String name, @Nullable String value) {
    if (value != null) {
      response.setHeader(name, value);
    }
  }

  private static void refuse(
      HttpServletRequest request, HttpServletResponse response, int status, String sentence)
      throws IOException {
    Problems.write(request, response, status, "Refused", sentence);
  }
}
