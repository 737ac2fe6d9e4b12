package dev.firebreak.demo.cli;

import dev.firebreak.demo.larkspur.DemoFolder;
import dev.firebreak.demo.larkspur.Larkspur;
import dev.firebreak.demo.larkspur.LarkspurProviders;
import dev.firebreak.web.cli.Announcement;
import dev.firebreak.web.cli.ExitCode;
import dev.firebreak.web.config.ConfigFile;
import dev.firebreak.web.config.ConfigInvalid;
import dev.firebreak.web.server.ListenAddress;
import dev.firebreak.web.server.WebServer;
import dev.firebreak.web.user.Role;
import dev.firebreak.web.work.Job;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Serves Larkspur: three SCIM service providers on loopback, harvested, analysed and shown.
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Try Firebreak on Larkspur, a generated organisation of about 600 identities.",
      "Three SCIM service providers serve it on loopback; nothing leaves this machine."
    })
public final class DemoCommand implements Callable<Integer> {

  /// Who tries the demo.
  private static final String NAME = "ana";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--seed", paramLabel = "N", description = "Which Larkspur (default: 1).")
  private long seed = 1;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Where to listen, 0 for any free port (default: 8080).")
  private int port = 8080;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = {
        "Where the demo keeps its files (default: data/demo). Each demo starts anew;",
        "of the one before, the evidence is kept in a folder beside the new."
      })
  private Path dataDir = Path.of("data", "demo");

  @Option(
      names = "--train",
      hidden = true,
      description =
          "Start, harvest, serve a page and end, so that the JVM can record what it loads.")
  private boolean train;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    Instant begin = Instant.now();
    if (port < 0 || port > 65_535) {
      throw new ConfigInvalid(
          "There is no port %d. Give --port a number from 1 to 65535, or 0 for any free one."
              .formatted(port),
          null);
    }
    if (!train) {
      ListenAddress.requireFree(DemoFolder.ADDRESS, port, "Choose another with --port");
      DemoFolder.requireUsable(dataDir);
    }
    Path folder = train ? Files.createTempDirectory("firebreak-train").resolve("demo") : dataDir;
    say(err, begin, "generating Larkspur, seed " + seed);
    Larkspur larkspur = Larkspur.generate(seed, begin);
    try (LarkspurProviders providers = LarkspurProviders.start(larkspur)) {
      say(
          err,
          begin,
          "three SCIM service providers serve it; starting the graph and the web server");
      DemoFolder.keepEvidence(folder, begin)
          .ifPresent(kept -> {
            err.println("  Each demo starts anew. The evidence of the one before is now in");
            err.println("  " + kept);
          });
      Path config = DemoFolder.write(folder, larkspur, providers, train ? 0 : port);
      try (WebServer server = WebServer.start(ConfigFile.load(config), Clock.systemUTC(), false)) {
        server.operations().harvestAndAnalyse();
        say(err, begin, "the first page can be opened");
        if (train) {
          firstPage(server);
          follow(err, begin, server);
          return ExitCode.OK;
        }
        Announcement.print(err, server, NAME, analyst(server));
        follow(err, begin, server);
        err.println();
        err.println("  Evidence is kept in " + folder.resolve("data/evidence"));
        err.println("  Stop with Ctrl-C.");
        err.flush();
        server.await();
        return ExitCode.OK;
      }
    }
  }

  /// Lets one person in who plans and approves, which takes two in earnest.
  ///
  /// @return the password
  private static String analyst(WebServer server) {
    var made =
        server
            .users()
            .add(NAME, "Ana of Larkspur", null, Set.of(Role.ANALYST, Role.APPROVER), "the demo");
    server.users().choose(made.user(), made.password());
    return made.password();
  }

  private static void firstPage(WebServer server) throws IOException, InterruptedException {
    try (HttpClient browser = HttpClient.newHttpClient()) {
      browser.send(
          HttpRequest.newBuilder(server.address().resolve("/login")).build(),
          BodyHandlers.discarding());
    }
  }

  /// Prints how the harvest goes until it is over.
  private static void follow(PrintWriter err, Instant begin, WebServer server)
      throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    int told = 0;
    String last = "";
    while (true) {
      Optional<Job> latest = server.operations().latest();
      if (latest.isEmpty()) {
        return;
      }
      Job job = latest.get();
      for (; told < job.lines().size(); told++) {
        say(err, begin, job.lines().get(told));
      }
      if (!job.running()) {
        say(
            err,
            begin,
            job.problem() == null ? "ready" : "the first harvest failed: " + job.problem());
        return;
      }
      if (!job.now().equals(last)) {
        last = job.now();
        say(err, begin, "%s (%,d resources read)".formatted(last, job.done()));
      }
      never.await(200, TimeUnit.MILLISECONDS);
    }
  }

  private static void say(PrintWriter err, Instant begin, String what) {
    Duration since = Duration.between(begin, Instant.now());
    err.printf("  %5.1f s  %s%n", since.toMillis() / 1000.0, what);
    err.flush();
  }
}
