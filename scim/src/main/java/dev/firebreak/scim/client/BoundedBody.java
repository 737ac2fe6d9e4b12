package dev.firebreak.scim.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/// Gathers an answer's body up to a number of bytes, and leaves a longer one.
final class BoundedBody {
  /// The body was longer than the bound.
  static final class TooLarge extends IOException {}

  private static final int FIRST = 1 << 20;

  private BoundedBody() {}

  /// @param promised how long it says it is; less than zero when it does not say
  /// @throws TooLarge when there is more than `bound` bytes; the rest is not read
  static byte[] read(InputStream in, long promised, long bound) throws IOException {
    if (promised > bound) {
      throw new TooLarge();
    }
    byte[] chunk = new byte[1 << 14];
    var bytes = new ByteArrayOutputStream(Math.clamp(promised, chunk.length, FIRST));
    for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
      if (n > bound - bytes.size()) {
        throw new TooLarge();
      }
      bytes.write(chunk, 0, n);
    }
    return bytes.toByteArray();
  }
}
