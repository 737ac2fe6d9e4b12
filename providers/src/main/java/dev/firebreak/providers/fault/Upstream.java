package dev.firebreak.providers.fault;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The well-behaved provider behind a faulty server.
final class Upstream implements AutoCloseable {
  private static final Set<String> PASSED_ON = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  static {
    PASSED_ON.addAll(
        Set.of("Authorization", "Accept", "Content-Type", "If-Match", "If-None-Match"));
  }

  private final URI target;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  Upstream(URI target) {
    this.target = target;
  }

  Answer forward(WireRequest request) throws IOException, InterruptedException {
    var sent =
        HttpRequest.newBuilder(target.resolve(request.path()))
            .method(
                request.method(),
                BodyPublishers.ofString(request.body(), StandardCharsets.ISO_8859_1));
    request
        .headers()
        .forEach((name, value) -> {
          if (PASSED_ON.contains(name)) {
            sent.header(name, value);
          }
        });
    var got = client.send(sent.build(), BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
    var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    for (var name : Set.of("Content-Type", "ETag", "Location", "WWW-Authenticate", "Retry-After")) {
      got.headers().firstValue(name).ifPresent(value -> headers.put(name, value));
    }
    return new Answer(got.statusCode(), headers, got.body());
  }

  /// The first page for whatever page was asked, with a total that is never reached.
  Answer firstPage(WireRequest request) throws IOException, InterruptedException {
    var path = request.path().replaceAll("(?i)(?<name>[?&]startIndex=)\\d+", "${name}1");
    var answer =
        forward(new WireRequest(request.method(), path, request.headers(), request.body()));
    var json = new ObjectMapper();
    if (answer.status() == 200
        && json.readTree(answer.body().getBytes(StandardCharsets.ISO_8859_1))
            instanceof ObjectNode list
        && list.has("totalResults")) {
      list.put("totalResults", 1_000_000);
      list.put("startIndex", 1);
      var bytes = json.writeValueAsBytes(list);
      return new Answer(200, answer.headers(), new String(bytes, StandardCharsets.ISO_8859_1));
    }
    return answer;
  }

  @Override
  public void close() {
    client.close();
  }
}
