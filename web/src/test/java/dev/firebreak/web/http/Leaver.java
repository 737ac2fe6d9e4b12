package dev.firebreak.web.http;

import dev.firebreak.testkit.SharedNeo4j;
import dev.firebreak.web.server.TestServer;
import java.util.List;

/// Two people of whom one has left and kept an active account, harvested.
final class Leaver {

  private Leaver() {}

  /// @param name what the one who left is called
  static void harvested(TestServer server, Program program, String name) {
    harvested(server, program, name, "u2");
  }

  /// @param id of the account that stayed active
  static void harvested(TestServer server, Program program, String name, String id) {
    server.empty();
    SharedNeo4j.clear();
    server
        .directory()
        .load(
            "/Users",
            List.of(
                RunFlowTest.USER.formatted("p1", "ana", "Ana Costa", "1001", "true"),
                RunFlowTest.USER.formatted("p2", "ben", name, "1002", "false")));
    server
        .application()
        .load(
            "/Users",
            List.of(
                RunFlowTest.USER.formatted("u1", "acosta", "Ana Costa", "1001", "true"),
                RunFlowTest.USER.formatted(id, "bleft", name, "1002", "true")));
    program.harvest();
  }
}
