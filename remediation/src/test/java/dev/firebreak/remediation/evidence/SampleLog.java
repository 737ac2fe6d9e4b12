package dev.firebreak.remediation.evidence;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A small, lifelike log, and the bytes to make worse ones of it.
final class SampleLog {
  static final Clock CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-22T10:15:30.123456789Z")).withZone(ZoneOffset.UTC);
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private SampleLog() {}

  static JsonNode json(String text) {
    return MAPPER.readTree(text);
  }

  /// Each kind of evidence in turn.
  static Evidence evidence(int number) {
    String run = "run-" + number / 8;
    String action = "action-" + number;
    return switch (number % 8) {
      case 0 ->
          new RunEvidence.PlanFrozen(
              run, "ab12", "ana", json("{\"changes\":[{\"kind\":\"RemoveMember\",\"count\":3}]}"));
      case 1 -> new RunEvidence.Approval(run, "ab12", "Łukasz Żółć 😀", "fine \"so far\"\n");
      case 2 ->
          new RunEvidence.Intent(
              run,
              action,
              "ab12",
              "directory",
              "Group",
              "g-7",
              "PATCH",
              "/Groups/g-7",
              json(
                  "{\"Operations\":[{\"op\":\"remove\",\"path\":\"members[value eq \\\"u-1\\\"]\"}]}"),
              "W/\"4\"",
              "If-Match",
              json("{\"members\":[{\"value\":\"u-1\"}],\"active\":true,\"note\":null}"),
              "W/\"4\"",
              1,
              null);
      case 3 ->
          new RunEvidence.Outcome(
              run, action, RunEvidence.Outcome.State.VERIFIED, 200, "W/\"5\"", "member gone", 41);
      case 4 ->
          new SeenEvidence.Observation(
              run,
              action,
              "directory",
              "Group",
              "g-7",
              List.of(),
              List.of("member u-1"),
              "W/\"5\"",
              null);
      case 5 ->
          number % 16 == 13
              ? decided(number / 16 % 6)
              : new Evidence.Decision(
                  "finding-" + number,
                  Evidence.Decision.Choice.KEEP_UNTIL,
                  "ben",
                  "year end",
                  CLOCK.instant().plus(Duration.ofDays(30)));
      case 6 -> new Evidence.SignIn("ana", "signed in");
      default ->
          new RunEvidence.Intent(
              run,
              action,
              "ab12",
              "vault",
              "ContainerPermission",
              "9",
              "DELETE",
              "/x/9",
              null,
              null,
              "digest",
              null,
              null,
              2,
              null);
    };
  }

  static void write(Path folder, int records, long segmentBytes) {
    write(folder, null, records, segmentBytes);
  }

  /// The same, signed: the first record brings the key.
  static void write(Path folder, @Nullable Signing signing, int records, long segmentBytes) {
    try (EvidenceLog log = EvidenceLog.open(folder, signing, CLOCK, segmentBytes)) {
      for (int i = 0; i < records; i++) {
        log.append(evidence(i));
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  static Path segment(Path folder) {
    return Segments.numbered(folder, 1);
  }

  static Path head(Path folder) {
    return folder.resolve("HEAD");
  }

  /// The lines of a segment, each with its line feed.
  static List<byte[]> lines(Path segment) throws IOException {
    List<byte[]> lines = new ArrayList<>();
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (byte b : Files.readAllBytes(segment)) {
      line.write(b);
      if (b == '\n') {
        lines.add(line.toByteArray());
        line.reset();
      }
    }
    return lines;
  }

  static void writeLines(Path segment, List<byte[]> lines) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    lines.forEach(all::writeBytes);
    Files.write(segment, all.toByteArray());
  }

  static byte[] replaced(byte[] line, String from, String to) {
    String text = new String(line, StandardCharsets.UTF_8);
    if (!text.contains(from)) {
      throw new IllegalArgumentException(from + " is not in " + text);
    }
    return text.replace(from, to).getBytes(StandardCharsets.UTF_8);
  }

  static void flip(Path file, int offset, int bit) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[offset] ^= (byte) (1 << bit);
    Files.write(file, bytes);
  }

  private static Evidence decided(int which) {
    return switch (which) {
      case 0 -> new Evidence.DropAccepted("directory", "directory@now", "ana");
      case 1 -> new Evidence.AccountLinked("app/User/1", null, "ana", "a test account");
      case 2 -> new Evidence.AcceptanceWithdrawn("T-04c1", "ana", "the quarter is over");
      case 3 -> new Evidence.FindingAssigned("T-04c1", null, "ana");
      case 4 -> new Evidence.FindingCommented("T-04c1", "ben", "asked \"Finance\"\n");
      default -> new Evidence.LinkWithdrawn("app/User/1", "ben", "it is used after all");
    };
  }
}
