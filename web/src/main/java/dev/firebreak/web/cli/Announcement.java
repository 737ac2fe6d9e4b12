package dev.firebreak.web.cli;

import dev.firebreak.web.server.WebServer;
import java.io.PrintWriter;

/// What a person must know once the server runs.
public final class Announcement {

  private Announcement() {}

  /// Says where to go and, at the first start only, the password.
  public static void print(PrintWriter out, WebServer server) {
    out.println();
    out.println("  Firebreak is ready:  " + server.address());
    String password = server.newPassword();
    if (password != null) {
      out.println("  Sign in as           admin");
      out.println("  with the password    " + password);
      out.println("  It is shown this once and kept nowhere.");
    }
    out.println();
    out.flush();
  }
}
