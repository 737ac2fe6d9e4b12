package dev.firebreak.remediation.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

class CanonicalScanTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        "\"\"",
        "0",
        "-1",
        "9007199254740991",
        "{\"\":1,\"a\":[true,false,null],\"b\":{\"\\\\\":\"\\u001f\\n\"}}",
        "{\"a\":1,\"aa\":2,\"b\":3}",
        "{\"\\n\":1,\" \":2,\"\\\"\":3}",
        "{\"é\":1,\"€\":2,\"😀\":3,\"ﬃ\":4}"
      })
  void whatIsWrittenCanonicallyIsRecognised(String text) {
    assertThat(recognised(bytes(text))).isTrue();
    assertThat(CanonicalJson.write(MAPPER.readTree(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{\"a\":1",
        " {}",
        "{} ",
        "{\"a\" :1}",
        "{\"b\":1,\"a\":2}",
        "{\"a\":1,\"a\":2}",
        "{\"aa\":1,\"a\":2}",
        "{\" \":1,\"\\n\":2}",
        "{\"ﬃ\":4,\"😀\":3}",
        "[1,]",
        "[,1]",
        "01",
        "-0",
        "-",
        "+1",
        "1.0",
        "1e3",
        "9007199254740992",
        "12345678901234567890",
        "\"\\/\"",
        "\"\\u0041\"",
        "\"\\u001F\"",
        "\"\\u000a\"",
        "\"\\u00\"",
        "\"\\ud83d\\ude00\"",
        "\"\t\"",
        "\"open",
        "tru",
        "truex",
        "{}{}"
      })
  void whatIsWrittenOtherwiseIsNot(String text) {
    assertThat(recognised(bytes(text))).isFalse();
  }

  @Test
  void whatIsNoUtf8IsNot() {
    for (byte[] content :
        new byte[][] {
          {(byte) 0xc3}, {(byte) 0xc0, (byte) 0xaf}, {(byte) 0xed, (byte) 0xa0, (byte) 0x80}, {-1}
        }) {
      byte[] quoted = new byte[content.length + 2];
      quoted[0] = '"';
      System.arraycopy(content, 0, quoted, 1, content.length);
      quoted[quoted.length - 1] = '"';
      assertThat(recognised(quoted)).isFalse();
    }
  }

  @Test
  void nestingEndsAtTheLimit() {
    String deep = "[".repeat(CanonicalJson.MAX_DEPTH) + "]".repeat(CanonicalJson.MAX_DEPTH);
    assertThat(recognised(bytes(deep))).isTrue();
    assertThat(recognised(bytes("[" + deep + "]"))).isFalse();
  }

  /// Parsing, writing again and comparing is the slow way to say the same.
  @Test
  void itAgreesWithWritingAgainOnEveryAlterationOfALine() {
    long seed = Long.getLong("prop.seed", 20261123L);
    SplittableRandom random = new SplittableRandom(seed);
    for (int number = 0; number < 16; number++) {
      Evidence evidence = SampleLog.evidence(number);
      byte[] line =
          LineFormat.write(
              7,
              LineFormat.NO_HASH,
              SampleLog.CLOCK.instant(),
              evidence.actor(),
              EvidenceType.of(evidence).name(),
              EvidenceType.body(evidence));
      assertThat(recognised(line)).isTrue();
      for (int round = 0; round < 4000; round++) {
        byte[] altered = line.clone();
        int at = random.nextInt(line.length);
        switch (random.nextInt(3)) {
          case 0 -> altered[at] ^= (byte) (1 << random.nextInt(8));
          case 1 -> altered = Arrays.copyOf(line, at);
          default -> altered[at] = line[random.nextInt(line.length)];
        }
        assertThat(recognised(altered))
            .as("seed %d: %s", seed, new String(altered, StandardCharsets.UTF_8))
            .isEqualTo(rewrittenAlike(altered));
      }
    }
  }

  private static boolean recognised(byte[] bytes) {
    CanonicalScan scan = new CanonicalScan(bytes);
    return scan.value(0) && scan.end();
  }

  private static boolean rewrittenAlike(byte[] bytes) {
    try {
      return Arrays.equals(bytes, bytes(CanonicalJson.write(MAPPER.readTree(bytes))));
    } catch (JacksonException | IllegalArgumentException none) {
      return false;
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
