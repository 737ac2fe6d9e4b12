package dev.firebreak.web.cli;

import dev.firebreak.web.server.WebServer;
import dev.firebreak.web.user.FirstStart;
import java.io.PrintWriter;

/// What a person must know once the server runs.
public final class Announcement {

  private Announcement() {}

  /// Says where to go and, at the first start only, the password of the first account.
  public static void print(PrintWriter out, WebServer server) {
    begin(out, server);
    String password = server.newPassword();
    if (password != null) {
      signIn(out, FirstStart.NAME, password);
      out.println("  and choose your own. Until then it also lies in data-dir, as first-password.");
    }
    end(out);
  }

  /// The same, for somebody who was let in besides.
  public static void print(PrintWriter out, WebServer server, String name, String password) {
    begin(out, server);
    signIn(out, name, password);
    String first = server.newPassword();
    if (first != null) {
      out.println("  To set things up:    " + FirstStart.NAME + ", with " + first);
    }
    end(out);
  }

  private static void begin(PrintWriter out, WebServer server) {
    out.println();
    out.println("  Firebreak is ready:  " + server.address());
  }

  private static void signIn(PrintWriter out, String name, String password) {
    out.println("  Sign in as           " + name);
    out.println("  with the password    " + password);
  }

  private static void end(PrintWriter out) {
    out.println();
    out.flush();
  }
}
