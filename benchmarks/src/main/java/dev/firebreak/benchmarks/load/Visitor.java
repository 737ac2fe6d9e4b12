package dev.firebreak.benchmarks.load;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Somebody who is signed in and reads, over one connection that stays open.
final class Visitor implements AutoCloseable {

  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
  private static final int SEEN_OTHER = 302;

  private final HttpClient client;
  private final URI base;

  private Visitor(HttpClient client, URI base) {
    this.client = client;
    this.base = base;
  }

  /// What came for an address.
  ///
  /// @param nanos from the request to the last byte of the answer
  record Answer(int status, String text, long nanos) {}

  /// Signs in by the form.
  ///
  /// @throws IllegalStateException if that is refused
  static Visitor signedIn(URI base, String name, String password) throws Exception {
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .build();
    Visitor visitor = new Visitor(client, base);
    Matcher token = TOKEN.matcher(visitor.get("/login").text());
    if (!token.find()) {
      throw new IllegalStateException("The page to sign in has no form.");
    }
    String form =
        "username=%s&password=%s&_csrf=%s"
            .formatted(encoded(name), encoded(password), encoded(token.group(1)));
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(base.resolve("/login"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build(),
            BodyHandlers.ofString());
    if (answer.statusCode() != SEEN_OTHER || visitor.get("/").status() != 200) {
      throw new IllegalStateException("Signing in was answered with " + answer.statusCode());
    }
    return visitor;
  }

  /// Reads an address, following nothing.
  Answer get(String address) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(base.resolve(address)).GET().build();
    long begun = System.nanoTime();
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    return new Answer(answer.statusCode(), answer.body(), System.nanoTime() - begun);
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    client.close();
  }
}
