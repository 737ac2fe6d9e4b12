package dev.firebreak.demo.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What compiled classes no longer show.
class SourceTextTest {

  private static final Map<String, Pattern> UNWANTED =
      Map.of(
          "Cypher outside cypher/",
          Pattern.compile("\"[^\"]*\\b(MATCH|MERGE|UNWIND|CREATE) *[($]"),
          "something left to do",
          Pattern.compile("\\b(TO" + "DO|FIX" + "ME|X" + "XX)\\b"),
          "a suppressed checker without its name",
          Pattern.compile("@SuppressWarnings\\(\"all\"\\)"));

  private static List<String> unwanted(String where, String text) {
    List<String> found = new ArrayList<>();
    for (String line : text.lines().toList()) {
      UNWANTED.forEach((what, pattern) -> {
        if (pattern.matcher(line).find()) {
          found.add("%s has %s: %s".formatted(where, what, line.strip()));
        }
      });
    }
    return found;
  }

  @Test
  void noSourceHoldsWhatItShouldNot() {
    List<String> found = new ArrayList<>();
    for (Path module : Repository.modules()) {
      if (!module.endsWith("testkit")) {
        for (Path file : Repository.files(module.resolve("src/main/java"), ".java")) {
          found.addAll(
              unwanted(Repository.ROOT.relativize(file).toString(), Repository.text(file)));
        }
      }
    }
    assertThat(found).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run(\"MATCH (n) RETURN n\")",
        "run(\"UNWIND $rows AS row\")",
        "// TO" + "DO: later",
        "@SuppressWarnings(\"all\")"
      })
  void aPlantedLineIsReported(String line) {
    assertThat(unwanted("Planted.java", line)).hasSize(1);
  }
}
