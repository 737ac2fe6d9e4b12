package dev.firebreak.scim.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.firebreak.scim.resource.ScimFailure;
import dev.firebreak.scim.resource.ScimResource;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
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
        new Call("hr", "GET", USERS),
        200,
        Map.of("Content-Type", "application/scim+json"),
        bytes,
        Duration.ZERO,
        text -> text);
  }
}
