package dev.firebreak.scim.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebreak.scim.resource.ScimJson;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Laws over random filters. `-Dprop.seed=N` replays a failure, whose message names the seed.
class FilterPropertiesTest {
  private static final int CASES = 2000;

  @Test
  void aPrintedFilterIsReadBackEqual() {
    forAll((random, seed) -> {
      ScimFilter filter = random.filter(5, true);
      assertThat(ScimFilter.parse(filter.print())).as(seed).isEqualTo(filter);
    });
  }

  @Test
  void aPrintedPathIsReadBackEqual() {
    forAll((random, seed) -> {
      ScimPath path = random.path();
      assertThat(ScimPath.parse(path.print())).as(seed).isEqualTo(path);
    });
  }

  @Test
  void anyTextSurvivesAsAFilterValueEvenOnTheWire() {
    forAll((random, seed) -> roundTrips(random.text(), seed, ScimJson::quote));
  }

  @Test
  void theLawCatchesAnEncoderThatForgetsTheBackslash() {
    assertThatThrownBy(() ->
            forAll((random, seed) ->
                roundTrips(random.text(), seed, text -> "\"" + text.replace("\"", "\\\"") + "\"")))
        .isInstanceOfAny(AssertionError.class, FilterSyntaxException.class);
  }

  @Test
  void aFilterForAValueChoosesThatValueOnly() {
    forAll((random, seed) -> {
      String text = random.text();
      ScimFilter filter = ScimPath.valueEquals("members", "id", text).filter();
      assertThat(filter.matches(id(text))).as(seed).isTrue();
      assertThat(filter.matches(id(text + "x"))).as(seed).isFalse();
    });
  }

  private static void roundTrips(String text, String seed, UnaryOperator<String> quote) {
    String wire = "userName eq " + quote.apply(text);
    String received = new String(wire.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    var read = (ScimFilter.Compare) ScimFilter.parse(received);
    assertThat(read.value().stringValue()).as(seed).isEqualTo(text);
  }

  private static JsonNode id(String value) {
    ObjectNode node = ScimJson.MAPPER.createObjectNode();
    return node.put("id", value);
  }

  private static void forAll(BiConsumer<RandomFilters, String> law) {
    Long replay = Long.getLong("prop.seed");
    for (int i = 0; i < CASES; i++) {
      long seed = replay != null ? replay : 20261122L + i;
      law.accept(new RandomFilters(new SplittableRandom(seed)), "prop.seed=" + seed);
    }
  }
}
