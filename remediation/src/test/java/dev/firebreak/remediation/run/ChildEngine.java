package dev.firebreak.remediation.run;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.remediation.evidence.Signing;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.RemoveMember;
import dev.firebreak.remediation.plan.Versioning;
import dev.firebreak.scim.client.ScimOutcome;
import dev.firebreak.scim.filter.ScimPath;
import dev.firebreak.scim.patch.PatchRequest;
import dev.firebreak.testkit.SharedNeo4j;
import java.io.FileOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/// A life of an engine in a process of its own: takes the member `u1` out of every group that it is
/// told, goes on where an earlier life was killed, and ends when there is nothing left to do.
public final class ChildEngine {
  static final String SOURCE = "strongroom";

  /// Which engine.
  enum Kind {
    REAL,
    NAIVE
  }

  private ChildEngine() {}

  /// @param args kind, folder, SCIM address, graph address, versioning, then the groups
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[1]);
    List<String> groups = List.of(args).subList(5, args.length);
    OneSource source =
        OneSource.at(
            SOURCE,
            URI.create(args[2]),
            Versioning.valueOf(args[4]),
            Duration.ofSeconds(10),
            Clock.systemUTC());
    switch (Kind.valueOf(args[0])) {
      case REAL -> real(folder, source, URI.create(args[3]), groups);
      case NAIVE -> naive(folder, source, groups);
    }
    source.client().close();
  }

  /// The real one over an estate.
  ///
  /// @param before a command that runs the command after it
  static Process start(List<String> before, Estate estate, Path folder, List<String> groups)
      throws IOException {
    return start(
        before,
        Kind.REAL,
        folder,
        estate.server.baseUri(),
        SharedNeo4j.uri(),
        Versioning.HONOURED,
        groups);
  }

  static Process start(
      Kind kind, Path folder, URI scim, URI graph, Versioning versioning, List<String> groups)
      throws IOException {
    return start(List.of(), kind, folder, scim, graph, versioning, groups);
  }

  private static Process start(
      List<String> before,
      Kind kind,
      Path folder,
      URI scim,
      URI graph,
      Versioning versioning,
      List<String> groups)
      throws IOException {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:-UsePerfData", "-XX:TieredStopAtLevel=1", "-Xmx192m", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(ChildEngine.class.getName());
    command.addAll(
        List.of(
            kind.name(), folder.toString(), scim.toString(), graph.toString(), versioning.name()));
    command.addAll(groups);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("life.log").toFile()))
        .start();
  }

  private static void real(Path folder, OneSource source, URI address, List<String> groups)
      throws IOException {
    Clock clock = Clock.systemUTC();
    try (IdentityGraph graph = IdentityGraph.connect(address, null, null);
        EvidenceLog evidence =
            EvidenceLog.open(
                folder.resolve("evidence"), Signing.with(folder.resolve("key/log.pem")), clock);
        Lease lease = new Lease(graph, evidence, "child " + ProcessHandle.current().pid())) {
      lease.ask();
      Remediation engine =
          new Remediation(
              evidence,
              source,
              OneSource.reharvest(source),
              new RunStore(graph),
              Estate.LENIENT,
              new TestSurroundings(clock),
              clock,
              time -> Waiter.REAL.pause(time.dividedBy(20)),
              RunListener.NONE,
              Pace.STANDARD,
              lease);
      engine.recover(Optional.empty());
      Run run = RunHistory.all(evidence).stream().findFirst().orElse(null);
      if (run == null) {
        run = engine.propose(Estate.proposal(changes(groups)), "ana");
      }
      if (run.approvals().isEmpty()) {
        engine.dryRun(run.id(), "ana");
        engine.approve(run.id(), run.plan().hash(), "ben", "fine");
      }
      if (run.started() == null) {
        engine.commit(run.id(), "ana");
      }
    }
  }

  private static PlannedChange[] changes(List<String> groups) {
    return groups.stream()
        .map(group ->
            new RemoveMember(
                new NodeKey(SOURCE, "Group", group),
                group,
                new NodeKey(SOURCE, "User", "u1"),
                "m.okonjo"))
        .toArray(PlannedChange[]::new);
  }

  private static void naive(Path folder, OneSource source, List<String> groups) throws IOException {
    Path file = folder.resolve("done");
    TreeSet<String> done = new TreeSet<>();
    if (Files.exists(file)) {
      try (Stream<String> lines = Files.lines(file)) {
        lines.forEach(done::add);
      }
    }
    try (FileOutputStream record = new FileOutputStream(file.toFile(), true)) {
      for (String group : groups) {
        if (!done.contains(group)) {
          while (!sent(source, group)) {
            // blindly again
          }
          record.write((group + "\n").getBytes(StandardCharsets.UTF_8));
          record.getFD().sync();
        }
      }
    }
  }

  private static boolean sent(OneSource source, String group) {
    ScimOutcome answer =
        source
            .client()
            .patch(
                "/Groups",
                group,
                PatchRequest.remove(ScimPath.valueEquals(RemoveMember.MEMBERS, "value", "u1")),
                null);
    return !(answer instanceof ScimOutcome.Uncertain || answer instanceof ScimOutcome.Throttled);
  }
}
