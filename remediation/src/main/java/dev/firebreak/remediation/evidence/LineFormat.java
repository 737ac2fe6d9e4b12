package dev.firebreak.remediation.evidence;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
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
  private static final byte[] ACTOR = ascii("{\"actor\":");
  private static final byte[] AT = ascii(",\"at\":");
  private static final byte[] BODY = ascii(",\"body\":");
  private static final byte[] PREV_HASH = ascii(",\"prevHash\":");
  private static final byte[] SEQ = ascii(",\"seq\":");
  private static final byte[] TYPE = ascii(",\"type\":");
  private static final byte[] END = ascii(",\"v\":1}");
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern TYPE_NAME = Pattern.compile("[A-Z][A-Z_]*");
  private static final Pattern HEAD =
      Pattern.compile("\\{\"hash\":\"([0-9a-f]{64})\",\"seq\":(0|[1-9][0-9]{0,15}),\"v\":1}\n");
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
    return read(whole(line));
  }

  static Entry read(byte[] line) throws MalformedLine {
    LineHeader header = header(line);
    ObjectNode node = (ObjectNode) MAPPER.readTree(line);
    return new Entry(
        header.seq(),
        header.prevHash(),
        header.hash(),
        Instant.parse(node.path("at").stringValue()),
        node.path("actor").stringValue(),
        header.type(),
        (ObjectNode) node.path("body"));
  }

  /// The same checks without the body. Also refuses a line that is too long or that no line feed
  /// ends.
  static LineHeader header(LineReader.Line line) throws MalformedLine {
    return header(whole(line));
  }

  static LineHeader header(byte[] line) throws MalformedLine {
    CanonicalScan scan = new CanonicalScan(line);
    require(scan.literal(ACTOR));
    String actor = string(scan, line);
    require(scan.literal(AT));
    String at = string(scan, line);
    require(scan.literal(BODY) && scan.object(1) && scan.literal(PREV_HASH));
    String prevHash = string(scan, line);
    require(scan.literal(SEQ));
    int digits = scan.at();
    require(scan.integer());
    String seq = new String(line, digits, scan.at() - digits, StandardCharsets.US_ASCII);
    require(scan.literal(TYPE));
    String type = string(scan, line);
    require(scan.literal(END) && scan.end());
    if (actor.isBlank()) {
      throw new MalformedLine("it does not say who acted");
    }
    requireInstant(at);
    return new LineHeader(
        seq(seq),
        match(HASH, prevHash, "its prevHash is no hash"),
        CanonicalJson.sha256(line),
        match(TYPE_NAME, type, "its type is not a name in capitals"));
  }

  private static void require(boolean canonical) throws MalformedLine {
    if (!canonical) {
      throw new MalformedLine("it is not a record in its canonical form");
    }
  }

  /// What stands between the quotes, escapes as they are.
  private static String string(CanonicalScan scan, byte[] line) throws MalformedLine {
    int from = scan.at() + 1;
    require(scan.string());
    return new String(line, from, scan.at() - 1 - from, StandardCharsets.UTF_8);
  }

  static byte[] writeHead(Head head) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("v", VERSION);
    node.put("seq", head.seq());
    node.put("hash", head.hash());
    return (CanonicalJson.write(node) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  static Head readHead(byte[] file) throws MalformedLine {
    Matcher head = HEAD.matcher(new String(file, StandardCharsets.ISO_8859_1));
    if (!head.matches()) {
      throw new MalformedLine("it is not a number and a hash in their canonical form");
    }
    Head read = new Head(Long.parseLong(head.group(2)), head.group(1));
    if (read.seq() == 0 && !read.hash().equals(NO_HASH)) {
      throw new MalformedLine("it gives a hash to no record");
    }
    return read;
  }

  private static byte[] whole(LineReader.Line line) throws MalformedLine {
    if (line.overlong()) {
      throw new MalformedLine("it is longer than " + MAX_BYTES + " bytes");
    }
    if (!line.ended()) {
      throw new MalformedLine("no line feed ends it");
    }
    return line.bytes();
  }

  private static long seq(String digits) throws MalformedLine {
    long seq = Long.parseLong(digits);
    if (seq < 1) {
      throw new MalformedLine("its seq is not a record number");
    }
    return seq;
  }

  private static String match(Pattern form, String text, String why) throws MalformedLine {
    if (!form.matcher(text).matches()) {
      throw new MalformedLine(why);
    }
    return text;
  }

  private static void requireInstant(String text) throws MalformedLine {
    try {
      if (Instant.parse(text).toString().equals(text)) {
        return;
      }
    } catch (DateTimeException e) {
      throw new MalformedLine("its time is not a UTC instant");
    }
    throw new MalformedLine("its time is not written as Firebreak writes it");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
