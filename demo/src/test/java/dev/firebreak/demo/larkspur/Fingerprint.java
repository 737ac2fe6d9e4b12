package dev.firebreak.demo.larkspur;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;

/// A digest of everything that one seed generates; also a program, to be run in another JVM.
final class Fingerprint {
  private Fingerprint() {}

  static String of(Larkspur larkspur) throws Exception {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256")
                .digest(larkspur.toString().getBytes(StandardCharsets.UTF_8)));
  }

  public static void main(String[] args) throws Exception {
    System.out.print(of(Larkspur.generate(Long.parseLong(args[0]), Instant.parse(args[1]))));
  }
}
