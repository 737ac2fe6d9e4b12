package dev.firebreak.web.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebreak.analytics.toxic.Ruleset;
import dev.firebreak.analytics.toxic.RulesetDraft;
import dev.firebreak.analytics.toxic.SodRulesInvalid;
import dev.firebreak.web.rules.RulesetFile.Origin;
import dev.firebreak.web.rules.RulesetFile.Saved;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rulesets that ship, are configured and are saved, together.
class RulebookTest {

  private static final String OWN =
      """
      ruleset: {id: own, name: Own, version: %d}
      functions:
        - {id: a, name: A, any-of: [{entitlement: "%s"}]}
        - {id: b, name: B, any-of: [{entitlement: beta}]}
      risks:
        - {id: OWN-1, name: A and B, level: high, functions: [a, b]}
      """;

  private static final Instant AT = Instant.parse("2026-11-23T10:00:00Z");

  @TempDir Path folder;

  private Rulebook read() {
    try {
      return Rulebook.read(List.of("pam"), folder.resolve("own.yaml"), folder.resolve("data"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void configured(int version, String name) throws IOException {
    Files.writeString(folder.resolve("own.yaml"), OWN.formatted(version, name));
  }

  private static Ruleset usable(RulesetDraft draft) {
    assertThat(draft.problems()).isEmpty();
    return Objects.requireNonNull(draft.ruleset());
  }

  private Rulebook saved(Rulebook book, String id, String text) {
    String configured = book.find(id).map(RulesetFile::configured).orElse("");
    return book.with(
        id,
        usable(book.draft(id, text)),
        text,
        new Saved(AT, "ana", configured.isEmpty() ? "" : RulesetFile.digest(configured)));
  }

  @Test
  void whatIsSavedStandsInThePlaceOfWhatIsConfiguredAlsoAfterARestart() throws IOException {
    configured(1, "alpha");
    String text = OWN.formatted(2, "gamma");
    Rulebook book = saved(read(), "own", text);
    book.keep(folder.resolve("data"), "own");
    RulesetFile again = read().find("own").orElseThrow();
    assertThat(again.text()).isEqualTo(text);
    assertThat(again.saved()).isEqualTo(book.find("own").orElseThrow().saved());
    assertThat(again.origin()).isEqualTo(Origin.CONFIGURED);
    assertThat(again.outdated()).isFalse();
    assertThat(read().files()).extracting(RulesetFile::id).containsExactly("pam", "own");
    configured(3, "alpha");
    assertThat(read().find("own").orElseThrow().outdated()).isTrue();
    Rulebook.drop(folder.resolve("data"), "own");
    assertThat(read().find("own").orElseThrow().ruleset().version()).isEqualTo(3);
  }

  @Test
  void aNewOneComesLastAndMayNameTheRulesOfAllOthers() throws IOException {
    configured(1, "alpha");
    String text =
        """
        ruleset: {id: "more of it", name: More, version: 1}
        functions: []
        risks: []
        mitigations:
          - {risk: OWN-1, control: A second signature, owner: Treasury, until: 2099-01-01}
        """;
    Rulebook book = read();
    Rulebook next =
        book.with(null, usable(book.draft(null, text)), text, new Saved(AT, "a\nb", ""));
    next.keep(folder.resolve("data"), "more of it");
    RulesetFile again = read().files().getLast();
    assertThat(again.id()).isEqualTo("more of it");
    assertThat(again.origin()).isEqualTo(Origin.ADDED);
    assertThat(Objects.requireNonNull(again.saved()).by()).isEqualTo("a b");
    assertThatThrownBy(() -> saved(read(), "own", OWN.formatted(2, "x").replace("OWN-1", "OWN-2")))
        .isInstanceOf(SodRulesInvalid.class)
        .hasMessageContaining("OWN-1");
  }

  @Test
  void aSavedFileThatSomebodyBrokeIsNotUsedAndIsNamed() throws IOException {
    configured(1, "alpha");
    saved(read(), "own", OWN.formatted(2, "gamma")).keep(folder.resolve("data"), "own");
    Path file = folder.resolve("data").resolve("rules").resolve("own.yaml");
    String whole = Files.readString(file);
    Files.writeString(file, whole.replace("[a, b]", "[a, c]"));
    assertThatThrownBy(this::read)
        .isInstanceOf(SodRulesInvalid.class)
        .hasMessageContaining("own.yaml")
        .hasMessageContaining("'c'");
    Files.writeString(file, OWN.formatted(2, "gamma"));
    assertThatThrownBy(this::read).hasMessageContaining("does not begin with who saved it");
  }

  @Test
  void noHalfWrittenFileIsLeftBeside() throws IOException {
    configured(1, "alpha");
    Rulebook book = saved(read(), "own", OWN.formatted(2, "gamma"));
    book.keep(folder.resolve("data"), "own");
    book.keep(folder.resolve("data"), "own");
    try (var files = Files.list(folder.resolve("data").resolve("rules"))) {
      assertThat(files).hasSize(1);
    }
  }
}
