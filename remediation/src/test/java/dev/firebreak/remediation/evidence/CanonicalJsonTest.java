package dev.firebreak.remediation.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class CanonicalJsonTest {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  @Test
  void membersAreSortedByUtf16CodeUnits() {
    ObjectNode object = NODES.objectNode();
    for (String name : List.of("€", "\r", "\ufb33", "1", "😀", "\u0080", "ö", "")) {
      object.put(name, true);
    }
    assertThat(CanonicalJson.write(object))
        .isEqualTo(
            "{\"\":true,\"\\r\":true,\"1\":true,\"\u0080\":true,\"ö\":true,\"€\":true,"
                + "\"😀\":true,\"\ufb33\":true}");
  }

  @Test
  void onlyWhatMustBeIsEscaped() {
    assertThat(CanonicalJson.write(NODES.stringNode("€$\u000f\nA'B\"\\\\\"/\u2028\u007f\b\t\f\r")))
        .isEqualTo("\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\u2028\u007f\\b\\t\\f\\r\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        " { } | {}",
        " [ ] | []",
        "[ null , true,false ] | [null,true,false]",
        "{\"b\":[1,{\"d\":2,\"c\":-3}],\"a\":\"\\u0041\\/\"} | {\"a\":\"A/\",\"b\":[1,{\"c\":-3,\"d\":2}]}",
        "9007199254740991 | 9007199254740991",
        "-9007199254740991 | -9007199254740991",
        "-0 | 0"
      })
  void aValueHasOneForm(String written, String canonical) {
    assertThat(CanonicalJson.write(MAPPER.readTree(written))).isEqualTo(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.5",
        "1.0",
        "1e3",
        "9007199254740992",
        "-9007199254740992",
        "1" + "00000000000" + "000000000000000"
      })
  void aNumberThatIsNoExactIntegerIsRefusedByPlaceNotByValue(String number) {
    JsonNode tree = MAPPER.readTree("{\"plan\":[{\"a/b\":" + number + "}]}");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CanonicalJson.write(tree))
        .withMessageContaining("/plan/0/a~1b")
        .withMessageContaining("write it as a string")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain(number + " "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ud800", "a\udc00", "\ud83d", "\ude00\ud83d"})
  void halfASurrogatePairIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CanonicalJson.write(NODES.stringNode(text)))
        .withMessageContaining("surrogate");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CanonicalJson.write(NODES.objectNode().put(text, 1)));
  }

  @Test
  void whatIsNoJsonValueIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CanonicalJson.write(NODES.objectNode().putPOJO("x", new Object())))
        .withMessageContaining("/x");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CanonicalJson.write(NODES.binaryNode(new byte[3])));
  }

  @Test
  void nestingEndsAtTheLimit() {
    ArrayNode deep = NODES.arrayNode();
    for (int i = 1; i < CanonicalJson.MAX_DEPTH; i++) {
      deep = NODES.arrayNode().add(deep);
    }
    assertThat(CanonicalJson.write(deep)).hasSize(2 * CanonicalJson.MAX_DEPTH);
    ArrayNode deeper = NODES.arrayNode().add(deep);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CanonicalJson.write(deeper))
        .withMessageContaining("nested");
  }

  @Test
  void theHashIsThatOfTheCanonicalBytes() {
    assertThat(CanonicalJson.sha256(NODES.objectNode()))
        .isEqualTo("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
    assertThat(CanonicalJson.sha256(MAPPER.readTree("{\"b\":1,\"a\":2}")))
        .isEqualTo(CanonicalJson.sha256(MAPPER.readTree("{ \"a\":2, \"b\":1 }")));
  }

  @Test
  void whatIsWrittenReadsBackAsTheSameValueAndTheSecondVerifierCallsItCanonical() {
    long seed = Long.getLong("prop.seed", 20261122L);
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 2000; round++) {
      JsonNode value = value(random, 0);
      String text = CanonicalJson.write(value);
      assertThat(MAPPER.readTree(text)).as("seed %d round %d", seed, round).isEqualTo(value);
      assertThat(SecondVerifier.canonical(text)).as("seed %d: %s", seed, text).isTrue();
    }
  }

  private static JsonNode value(SplittableRandom random, int depth) {
    return switch (random.nextInt(depth > 4 ? 4 : 6)) {
      case 0 -> NODES.stringNode(text(random));
      case 1 -> NODES.numberNode(random.nextInt());
      case 2 -> NODES.booleanNode(random.nextBoolean());
      case 3 -> NODES.nullNode();
      case 4 -> {
        ArrayNode array = NODES.arrayNode();
        for (int i = random.nextInt(4); i > 0; i--) {
          array.add(value(random, depth + 1));
        }
        yield array;
      }
      default -> {
        ObjectNode object = NODES.objectNode();
        for (int i = random.nextInt(5); i > 0; i--) {
          object.set(text(random), value(random, depth + 1));
        }
        yield object;
      }
    };
  }

  private static String text(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      int limit = random.nextBoolean() ? 0x80 : Character.MAX_CODE_POINT + 1;
      int c = random.nextInt(limit);
      if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
        text.appendCodePoint(c);
      }
    }
    return text.toString();
  }
}
