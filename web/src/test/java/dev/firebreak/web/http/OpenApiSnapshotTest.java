package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the API promises is kept in `docs/openapi.json`, so that a change of it is seen by whoever
/// reviews the change.
class OpenApiSnapshotTest {

  private static final Path SNAPSHOT = Path.of("..", "docs", "openapi.json");
  private static final JsonMapper JSON = new JsonMapper();

  private static final String HOW =
      "mvn -pl web -am test -Dtest=OpenApiSnapshotTest -Dopenapi.write=true"
          + " -Dsurefire.failIfNoSpecifiedTests=false";

  @Test
  void theDocumentInGitIsWhatTheServerSays() throws IOException {
    JsonNode now = Program.good(new Program().get("/api/v1/openapi.json"), 200);
    String text = ApiSnapshot.text(now);
    if (Boolean.getBoolean("openapi.write")) {
      Files.writeString(SNAPSHOT, text);
    }
    String before = Files.readString(SNAPSHOT);
    assertThat(before.equals(text))
        .as(
            "docs/openapi.json is not what the server says:%n%s%nWhere that is meant, write it anew: %s",
            told(ApiDifferences.between(JSON.readTree(before), now)), HOW)
        .isTrue();
  }

  private static String told(List<ApiDifferences.Difference> differences) {
    return differences.isEmpty()
        ? "only words differ"
        : differences.stream()
            .map(each -> (each.breaks() ? "BREAKS   " : "adds     ") + each.what())
            .collect(Collectors.joining("\n"));
  }

  @Test
  void itNamesNoServer() throws IOException {
    assertThat(Files.readString(SNAPSHOT)).doesNotContain("\"servers\"", "127.0.0.1", "localhost");
  }
}
