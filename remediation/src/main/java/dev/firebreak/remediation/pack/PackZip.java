package dev.firebreak.remediation.pack;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/// A zip in one form: members are stored as they are, in order, without times.
final class PackZip {

  /// The largest pack, and its largest member, in bytes.
  static final int MOST_BYTES = 64 << 20;

  private static final int MOST_MEMBERS = 16;
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private PackZip() {}

  static byte[] write(SequencedMap<String, byte[]> members) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> member : members.entrySet()) {
        byte[] content = member.getValue();
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(member.getKey());
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
        zip.write(content);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  /// The members in order.
  ///
  /// @throws IOException if it is no zip, or a larger one than a pack is
  static SequencedMap<String, byte[]> read(byte[] bytes) throws IOException {
    SequencedMap<String, byte[]> members = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        byte[] content = zip.readNBytes(MOST_BYTES);
        if (members.size() == MOST_MEMBERS || content.length == MOST_BYTES) {
          throw new IOException("it holds more than a pack does");
        }
        if (members.put(entry.getName(), content) != null) {
          throw new IOException("it has two members of one name");
        }
      }
    } catch (IllegalArgumentException odd) {
      throw new IOException("it has a member without a proper name", odd);
    }
    return members;
  }
}
