package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.web.server.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A browser as far as these tests need one: it keeps cookies, sends forms with the token of the
/// page they are on, and follows no redirect by itself.
final class Browser {

  private static final Pattern TOKEN =
      Pattern.compile("name=\"(?:_csrf|csrf)\"[^>]*(?:value|content)=\"([^\"]+)\"");

  private final URI base;
  private final CookieManager cookies = new CookieManager();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).cookieHandler(cookies).build();

  private @Nullable Browser approver;

  Browser() {
    this(TestServer.running().address());
  }

  /// @param base the address of the server
  Browser(URI base) {
    this.base = base;
  }

  /// A browser in which the admin is signed in.
  static Browser signedIn() {
    Browser browser = new Browser();
    browser.signIn("admin", TestServer.running().password());
    return browser;
  }

  /// A browser in which somebody else is, by the password of all tests.
  static Browser signedIn(String name) {
    Browser browser = new Browser();
    browser.signIn(name, TestServer.PASSWORD);
    return browser;
  }

  /// The browser of the approver, at the same server.
  Browser approver() {
    Browser there = approver;
    if (there == null) {
      there = new Browser(base);
      there.signIn(TestServer.APPROVER, TestServer.PASSWORD);
      approver = there;
    }
    return there;
  }

  HttpResponse<String> signIn(String name, String password) {
    return post("/login", Map.of("username", name, "password", password), token("/login"));
  }

  HttpResponse<String> get(String path) {
    return send(request(path).GET());
  }

  /// Sends a form with the token of the sources page. An approval comes from the browser of the
  /// [#approver].
  HttpResponse<String> post(String path, Map<String, String> form) {
    return path.endsWith("/approve")
        ? approver().post(path, form, approver().token("/sources"))
        : post(path, form, token("/sources"));
  }

  HttpResponse<String> post(String path, Map<String, String> form, String token) {
    Map<String, String> all = new LinkedHashMap<>(form);
    if (!token.isEmpty()) {
      all.put("_csrf", token);
    }
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(encoded(all))));
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    return send(request, BodyHandlers.ofString());
  }

  /// An answer that is read line by line while it comes.
  HttpResponse<Stream<String>> lines(HttpRequest.Builder request) {
    return send(request, BodyHandlers.ofLines());
  }

  HttpResponse<byte[]> bytes(HttpRequest.Builder request) {
    return send(request, BodyHandlers.ofByteArray());
  }

  private <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> body) {
    try {
      return client.send(request.build(), body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofMinutes(1));
  }

  /// The token of a page.
  String token(String page) {
    Matcher matcher = TOKEN.matcher(get(page).body());
    if (!matcher.find()) {
      throw new AssertionError("no token on " + page);
    }
    return matcher.group(1);
  }

  String sessionId() {
    return cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals("firebreak"))
        .map(cookie -> cookie.getValue())
        .findFirst()
        .orElse("");
  }

  static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(e -> e.getKey() + "=" + encoded(e.getValue()))
        .collect(Collectors.joining("&"));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /// Asks again and again, as a page does, until the answer is as wanted.
  String until(String path, Predicate<String> wanted) {
    Instant deadline = Instant.now().plus(Duration.ofMinutes(2));
    String body = get(path).body();
    while (!wanted.test(body)) {
      assertThat(Instant.now()).as("%s still says %s", path, body).isBefore(deadline);
      Thread.onSpinWait();
      body = get(path).body();
    }
    return body;
  }

  /// Where an answer leads.
  String location(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
    return answer.headers().firstValue("Location").orElseThrow().replace(base.toString(), "");
  }

  /// What the first group of a pattern stands for.
  static String group(String body, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(body);
    assertThat(matcher.find()).as(pattern + " in " + body).isTrue();
    return matcher.group(1);
  }
}
