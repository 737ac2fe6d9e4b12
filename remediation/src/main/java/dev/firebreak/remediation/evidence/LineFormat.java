package dev.firebreak.remediation.evidence;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The bytes of one record, without the line feed, and back. Reading accepts exactly what writing
/// produces.
final class LineFormat {
  /// The `prevHash` of the first record.
  static final String NO_HASH = "0".repeat(64);

  /// The longest line, in bytes.
  static final int MAX_BYTES = 8 << 20;

  private static final int VERSION = 1;
  private static final Set<String> MEMBERS =
      Set.of("actor", "at", "body", "prevHash", "seq", "type", "v");
  private static final Set<String> HEAD_MEMBERS = Set.of("hash", "seq", "v");
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern TYPE = Pattern.compile("[A-Z][A-Z_]*");
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(CanonicalJson.MAX_DEPTH + 1)
                          .maxStringLength(MAX_BYTES)
                          .maxNameLength(MAX_BYTES)
                          .build())
                  .build())
          .build();

  private LineFormat() {}

  static byte[] write(
      long seq, String prevHash, Instant at, String actor, String type, ObjectNode body) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("v", VERSION);
    line.put("seq", seq);
    line.put("prevHash", prevHash);
    line.put("type", type);
    line.put("at", at.toString());
    line.put("actor", actor);
    line.set("body", body);
    return CanonicalJson.write(line).getBytes(StandardCharsets.UTF_8);
  }

  /// Also refuses a line that is too long or that no line feed ends.
  static Entry read(LineReader.Line line) throws MalformedLine {
    if (line.overlong()) {
      throw new MalformedLine("it is longer than " + MAX_BYTES + " bytes");
    }
    if (!line.ended()) {
      throw new MalformedLine("no line feed ends it");
    }
    return read(line.bytes());
  }

  static Entry read(byte[] line) throws MalformedLine {
    ObjectNode node = canonical(line, MEMBERS);
    String type = text(node, "type");
    if (!TYPE.matcher(type).matches()) {
      throw new MalformedLine("its type is not a name in capitals");
    }
    if (!(node.get("body") instanceof ObjectNode body)) {
      throw new MalformedLine("its body is not an object");
    }
    return new Entry(
        seq(node, 1),
        hash(node, "prevHash"),
        CanonicalJson.sha256(line),
        instant(node),
        text(node, "actor"),
        type,
        body);
  }

  static byte[] writeHead(Head head) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("v", VERSION);
    node.put("seq", head.seq());
    node.put("hash", head.hash());
    return (CanonicalJson.write(node) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  static Head readHead(byte[] file) throws MalformedLine {
    if (file.length == 0 || file[file.length - 1] != '\n') {
      throw new MalformedLine("it does not end with a line feed");
    }
    ObjectNode node = canonical(Arrays.copyOf(file, file.length - 1), HEAD_MEMBERS);
    Head head = new Head(seq(node, 0), hash(node, "hash"));
    if (head.seq() == 0 && !head.hash().equals(NO_HASH)) {
      throw new MalformedLine("it gives a hash to no record");
    }
    return head;
  }

  private static ObjectNode canonical(byte[] bytes, Set<String> members) throws MalformedLine {
    JsonNode node;
    try {
      node = MAPPER.readTree(bytes);
    } catch (JacksonException e) {
      throw new MalformedLine("it is not JSON");
    }
    if (!(node instanceof ObjectNode object)) {
      throw new MalformedLine("it is not a JSON object");
    }
    try {
      byte[] again = CanonicalJson.write(object).getBytes(StandardCharsets.UTF_8);
      if (!Arrays.equals(bytes, again)) {
        throw new MalformedLine("it is not in its canonical form");
      }
    } catch (IllegalArgumentException e) {
      throw new MalformedLine("it has no canonical form");
    }
    if (!Set.copyOf(object.propertyNames()).equals(members)) {
      throw new MalformedLine("its members are not " + members.stream().sorted().toList());
    }
    if (!object.path("v").isInt() || object.path("v").intValue() != VERSION) {
      throw new MalformedLine("its version is not " + VERSION);
    }
    return object;
  }

  private static long seq(ObjectNode node, long least) throws MalformedLine {
    JsonNode seq = node.path("seq");
    if (!seq.isIntegralNumber() || seq.longValue() < least) {
      throw new MalformedLine("its seq is not a record number");
    }
    return seq.longValue();
  }

  private static String hash(ObjectNode node, String member) throws MalformedLine {
    String hash = text(node, member);
    if (!HASH.matcher(hash).matches()) {
      throw new MalformedLine("its " + member + " is not 64 lower-case hexadecimal digits");
    }
    return hash;
  }

  private static Instant instant(ObjectNode node) throws MalformedLine {
    String text = text(node, "at");
    try {
      Instant at = Instant.parse(text);
      if (at.toString().equals(text)) {
        return at;
      }
    } catch (DateTimeException e) {
      throw new MalformedLine("its time is not a UTC instant");
    }
    throw new MalformedLine("its time is not written as Firebreak writes it");
  }

  private static String text(ObjectNode node, String member) throws MalformedLine {
    JsonNode text = node.path(member);
    if (!text.isString() || text.stringValue().isBlank()) {
      throw new MalformedLine("its " + member + " is not a text");
    }
    return text.stringValue();
  }
}
