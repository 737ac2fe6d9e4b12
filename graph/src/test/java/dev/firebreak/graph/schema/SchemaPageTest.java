package dev.firebreak.graph.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SchemaPageTest {

  private static final Path PAGE = Path.of("..", "docs", "schema.md");

  @Test
  void theSchemaPageSaysWhatTheCodeSays() throws IOException {
    if (Boolean.getBoolean("schema.write")) {
      Files.writeString(PAGE, SchemaPage.markdown());
    }
    assertThat(Files.readString(PAGE))
        .as("docs/schema.md is out of date; its first lines say how to write it anew")
        .isEqualTo(SchemaPage.markdown());
  }
}
