package dev.firebreak.ingest.harvest;

import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.ingest.map.AccountRow;
import dev.firebreak.ingest.map.EdgeRow;
import dev.firebreak.ingest.map.ResourceRow;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The first 64 bits of the SHA-256 of what would be written, and never 0. Two harvests that say
/// the same of a node or an edge have the same hash; nobody can make a change that keeps it. Not
/// for several threads.
final class FactHash {

  /// Part of every hash: a new number makes the next harvest write everything again.
  private static final int FORMAT = 1;

  private final MessageDigest digest;
  private byte[] buffer = new byte[512];
  private int length;

  FactHash() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Of a key.
  long of(String key) {
    return text(key).end();
  }

  long of(AccountRow row) {
    text(row.key()).text(row.source()).text(row.type()).text(row.id()).text(row.name());
    text(row.userName()).text(row.externalId()).text(row.employeeNumber()).text(row.email());
    flag(row.active()).text(row.kind().name()).text(row.department()).text(row.title());
    text(row.manager()).text(row.linkedSource()).text(row.linkedId());
    return text(row.correlation()).text(row.owner()).text(row.version()).end();
  }

  long of(ResourceRow row) {
    text(row.key()).text(row.source()).text(row.type()).text(row.id()).text(row.name());
    text(row.description()).text(row.value()).flag(row.right()).number(row.sensitivity());
    flag(row.crownJewel()).text(row.userName()).text(row.signsInSource());
    text(row.linkedSource()).text(row.linkedId()).flag(row.declared()).text(row.resourceId());
    return text(row.version()).end();
  }

  /// Of an edge between two known keys.
  long of(EdgeKind kind, String from, String to, EdgeRow row) {
    text(kind.name()).text(from).text(to).text(row.via()).text(row.attribute());
    return time(row.since()).time(row.validFrom()).time(row.validTo()).end();
  }

  private FactHash text(@Nullable String text) {
    if (text == null) {
      return number(-1);
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    number(bytes.length);
    room(bytes.length);
    System.arraycopy(bytes, 0, buffer, length, bytes.length);
    length += bytes.length;
    return this;
  }

  private FactHash flag(@Nullable Boolean flag) {
    return number(flag == null ? -1 : flag ? 1 : 0);
  }

  private FactHash time(@Nullable Instant time) {
    if (time == null) {
      return number(-1);
    }
    return number((int) (time.getEpochSecond() >>> 32))
        .number((int) time.getEpochSecond())
        .number(time.getNano());
  }

  private FactHash number(int number) {
    room(4);
    for (int shift = 24; shift >= 0; shift -= 8) {
      buffer[length++] = (byte) (number >>> shift);
    }
    return this;
  }

  private void room(int more) {
    if (buffer.length - length < more) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
    }
  }

  private long end() {
    number(FORMAT);
    digest.update(buffer, 0, length);
    length = 0;
    byte[] hash = digest.digest();
    long first = 0;
    for (int i = 0; i < 8; i++) {
      first = (first << 8) | (hash[i] & 0xff);
    }
    return first == 0 ? 1 : first;
  }
}
