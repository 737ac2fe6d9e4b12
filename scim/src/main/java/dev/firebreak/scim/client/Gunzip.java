package dev.firebreak.scim.client;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/// Unpacks a gzip body up to a size and up to a ratio, since a few bytes can hold any number.
final class Gunzip {
  /// Times its packed size; lists of JSON reach about a tenth of it.
  static final int MAX_RATIO = 200;

  private static final int FREE = 1 << 20;

  private Gunzip() {}

  /// @param bound the most bytes that come out
  /// @throws BoundedBody.TooLarge when more bytes would come out, or more than the ratio allows
  /// @throws IOException when it is no whole gzip body
  static byte[] unpack(byte[] packed, long bound) throws IOException {
    long most = Math.min(bound, Math.max(FREE, (long) packed.length * MAX_RATIO));
    var out = new ByteArrayOutputStream(Math.clamp(packed.length * 4L, 64, FREE));
    byte[] chunk = new byte[1 << 16];
    try (var in = new GZIPInputStream(new ByteArrayInputStream(packed), 1 << 16)) {
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        if (out.size() + n > most) {
          throw new BoundedBody.TooLarge();
        }
        out.write(chunk, 0, n);
      }
    }
    return out.toByteArray();
  }
}
