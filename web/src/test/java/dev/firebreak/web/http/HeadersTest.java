package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.web.server.TestServer;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/// What every answer tells browsers to refuse.
class HeadersTest {

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none';"
          + " base-uri 'none'";

  private final Browser person = Browser.signedIn();

  @Test
  void everyAnswerForbidsForeignAndInlineContent() {
    for (var mapping : TestServer.running().mappings()) {
      if (mapping.method().equals("GET")) {
        strict(person.get(mapping.path().replaceAll("\\{[^}]*}", "1")));
      }
    }
  }

  @Test
  void failuresForbidItToo() {
    strict(person.get("/nothing-here"));
    strict(person.get("/findings?page=seven"));
    strict(person.get("/findings?kind=NONSENSE"));
    strict(new Browser().get("/login"));
    strict(new Browser().get("/api/v1/sources"));
    strict(person.get("/assets/firebreak.js"));
  }

  @Test
  void assetsMayBeKeptAndPagesMayNot() {
    String page = person.get("/").body();
    String script = page.replaceAll("(?s).*src=\"(/assets/firebreak-[0-9a-f]+\\.js)\".*", "$1");
    assertThat(person.get(script).headers().firstValue("Cache-Control").orElseThrow())
        .contains("max-age=31536000");
    assertThat(person.get("/").headers().firstValue("Cache-Control").orElseThrow())
        .contains("no-store");
  }

  private static void strict(HttpResponse<String> answer) {
    var headers = answer.headers();
    assertThat(headers.firstValue("Content-Security-Policy"))
        .as(answer.uri().toString())
        .contains(POLICY);
    assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
    assertThat(headers.firstValue("Permissions-Policy")).isPresent();
    assertThat(headers.firstValue("X-Frame-Options")).contains("DENY");
  }
}
