package dev.firebreak.demo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.demo.larkspur.DemoFolder;
import dev.firebreak.demo.larkspur.Larkspur;
import dev.firebreak.demo.larkspur.LarkspurProviders;
import dev.firebreak.providers.fault.Fault;
import dev.firebreak.providers.fault.FaultyServer;
import dev.firebreak.testkit.SharedNeo4j;
import dev.firebreak.web.cli.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Larkspur as it is served, harvested and analysed once by the command line.
final class Site implements AutoCloseable {

  private final LarkspurProviders providers;
  private final FaultyServer ledgerone;
  private final Path config;
  private final Ran firstHarvest;
  private final Ran firstAnalysis;
  private final String access;
  private final String findings;
  private int variants;

  private Site(Path folder) throws IOException {
    SharedNeo4j.clear();
    Larkspur larkspur = Larkspur.generate(1, Instant.now());
    providers = LarkspurProviders.start(larkspur);
    ledgerone = FaultyServer.inFrontOf(providers.ledgerone(), new Fault.None());
    config = DemoFolder.write(folder.resolve("demo"), larkspur, providers, 0);
    Files.writeString(
        config,
        Files.readString(config)
                .replace(providers.ledgerone().baseUri().toString(), ledgerone.baseUri().toString())
                .replace(
                    providers.ledgerone().tokenUri().toString(), ledgerone.tokenUri().toString())
            + "\ngraph:\n  uri: "
            + SharedNeo4j.uri()
            + "\n");
    firstHarvest = on("harvest").with(ExitCode.OK);
    firstAnalysis = on("analyse").with(ExitCode.OK);
    access = on("export", "access").with(ExitCode.OK).out();
    findings = on("export", "findings").with(ExitCode.OK).out();
  }

  /// Serves Larkspur, then harvests and analyses it, with all files below `folder`.
  static Site open(Path folder) throws IOException {
    return new Site(folder);
  }

  LarkspurProviders providers() {
    return providers;
  }

  /// What stands in front of LedgerOne.
  FaultyServer ledgerone() {
    return ledgerone;
  }

  Path config() {
    return config;
  }

  Ran firstHarvest() {
    return firstHarvest;
  }

  Ran firstAnalysis() {
    return firstAnalysis;
  }

  /// The first export of effective access, as CSV.
  String access() {
    return access;
  }

  /// The first export of findings, as CSV.
  String findings() {
    return findings;
  }

  Ran on(String... command) {
    return on(config, command);
  }

  static Ran on(Path file, String... command) {
    return Ran.command(
        Stream.concat(Stream.of(command), Stream.of("--config", file.toString()))
            .toArray(String[]::new));
  }

  /// A changed copy of the configuration beside it.
  Path variant(UnaryOperator<String> change) throws IOException {
    String before = Files.readString(config);
    String after = change.apply(before);
    assertThat(after).as("the variant differs").isNotEqualTo(before);
    variants++;
    return Files.writeString(config.resolveSibling("variant-" + variants + ".yaml"), after);
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /// What was harvested and found before is still there, and a new analysis says so, too.
  void nothingIsLost() {
    assertThat(on("export", "access").with(ExitCode.OK).out()).isEqualTo(access);
    assertThat(on("analyse").with(ExitCode.OK).out())
        .contains(" 0 findings opened, ", ", 0 resolved; ");
    assertThat(on("export", "findings").with(ExitCode.OK).out()).isEqualTo(findings);
  }

  @Override
  public void close() throws IOException {
    ledgerone.close();
    providers.close();
  }
}
