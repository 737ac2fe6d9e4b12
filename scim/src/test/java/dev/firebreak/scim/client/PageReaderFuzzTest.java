package dev.firebreak.scim.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.firebreak.scim.resource.ScimFailure;
import dev.firebreak.scim.resource.ScimResource;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.Test;

/// Whatever bytes a page is made of, it is read to its end or refused with a sentence.
///
/// A plain build tries the inputs kept beside this class; `mvn -Pfuzz -pl scim -am test
/// -Dtest='PageReaderFuzzTest#aPage'` looks for new ones.
class PageReaderFuzzTest {
  private static final URI USERS = URI.create("https://hr.example.org/scim/v2/Users");

  @FuzzTest(maxDuration = "60s")
  void aPage(byte[] bytes) {
    var resources = new ArrayList<ScimResource>();
    try (var page = new PageReader(answer(bytes))) {
      for (ScimResource next = page.next(); next != null; next = page.next()) {
        resources.add(next);
        assertThat(page.length()).isEqualTo(resources.size());
      }
      assertThat(page.next()).isNull();
      Integer total = page.total();
      assertThat(total == null || total >= 0).isTrue();
      String cursor = page.nextCursor();
      assertThat(cursor == null || !cursor.isBlank()).isTrue();
      resources.forEach(resource -> assertThat(resource.toString()).startsWith("ScimResource["));
    } catch (ScimFailure refused) {
      assertThat(refused.getMessage()).startsWith("hr: GET " + USERS).hasSizeLessThan(1_000);
    }
  }

  /// As deep as a stack is, were each array read inside the one before.
  @Test
  void aPageOfManyEmptyArraysIsReadToItsEnd() {
    String page = "{" + "\"Resources\":[],".repeat(200_000) + "\"totalResults\":0}";
    aPage(page.getBytes(StandardCharsets.UTF_8));
  }

  private static Answer answer(byte[] bytes) {
    return new Answer(
        new Call("hr", "GET", USERS), new Page(bytes), bytes, Duration.ZERO, text -> text);
  }

  /// @param body the page
  private record Page(byte[] body) implements HttpResponse<byte[]> {
    @Override
    public int statusCode() {
      return 200;
    }

    @Override
    public HttpRequest request() {
      return HttpRequest.newBuilder(USERS).build();
    }

    @Override
    public Optional<HttpResponse<byte[]>> previousResponse() {
      return Optional.empty();
    }

    @Override
    public HttpHeaders headers() {
      return HttpHeaders.of(
          Map.of("Content-Type", List.of("application/scim+json")), (_, _) -> true);
    }

    @Override
    public Optional<SSLSession> sslSession() {
      return Optional.empty();
    }

    @Override
    public URI uri() {
      return USERS;
    }

    @Override
    public HttpClient.Version version() {
      return HttpClient.Version.HTTP_1_1;
    }
  }
}
