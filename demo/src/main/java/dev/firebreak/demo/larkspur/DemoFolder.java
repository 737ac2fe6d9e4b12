package dev.firebreak.demo.larkspur;

import dev.firebreak.remediation.evidence.EvidenceInUse;
import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.remediation.evidence.Signing;
import dev.firebreak.web.config.ConfigInvalid;
import dev.firebreak.web.config.DataFolder;
import dev.firebreak.web.config.EvidenceConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The folder of a demo: a configuration like any operator's, its secrets, rules and usage feed,
/// and the data. It is made anew at each start, since the organisation it describes is; only the
/// evidence of earlier demos stays, in folders of its own.
public final class DemoFolder {

  /// Where a demo listens.
  public static final String ADDRESS = "127.0.0.1";

  private static final String MARK = ".firebreak-demo";
  private static final Path DATA = Path.of("data");
  private static final Path EVIDENCE = DATA.resolve("evidence");
  private static final String KEPT = "evidence-until-";
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

  private DemoFolder() {}

  /// Checks that the folder is free for a demo. At most it brings the evidence in it to its end, as
  /// the next start would, where a demo was killed.
  ///
  /// @throws ConfigInvalid if it is a file, holds something else, or a demo runs in it
  public static void requireUsable(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    DataFolder.require(folder);
    if (!inside(folder).isEmpty() && !Files.exists(folder.resolve(MARK))) {
      throw new ConfigInvalid(
          folder.toAbsolutePath().normalize()
              + " holds something other than a demo. Choose another folder with --data-dir.",
          null);
    }
    Path evidence = folder.resolve(EVIDENCE);
    if (Files.isDirectory(evidence) && !inside(evidence).isEmpty()) {
      try {
        Path key = EvidenceConfig.keyBeside(folder.resolve(DATA));
        EvidenceLog.open(evidence, Signing.with(key), Clock.systemUTC()).close();
      } catch (EvidenceInUse running) {
        throw new ConfigInvalid(
            "A demo runs in %s. Stop it, or choose another folder with --data-dir."
                .formatted(folder.toAbsolutePath().normalize()),
            running);
      }
    }
  }

  /// Moves the evidence of the demo before out of the way of the next.
  ///
  /// @return where it is now; empty where there was none
  public static Optional<Path> keepEvidence(Path folder, Instant now) throws IOException {
    requireUsable(folder);
    Path evidence = folder.resolve(EVIDENCE);
    if (!Files.isDirectory(evidence) || inside(evidence).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(Files.move(evidence, folder.resolve(KEPT + MOMENT.format(now))));
  }

  /// Writes the folder. What is there of a demo before is deleted, but for evidence that was kept.
  ///
  /// @param port where the web server shall listen; 0 for any free port
  /// @return the configuration file
  /// @throws ConfigInvalid if the folder holds something else, which is left alone, or a demo that
  ///   still runs
  public static Path write(Path folder, Larkspur larkspur, LarkspurProviders providers, int port)
      throws IOException {
    requireUsable(folder);
    Files.createDirectories(folder);
    empty(folder);
    Files.writeString(folder.resolve(MARK), "");
    Path secrets = Files.createDirectories(folder.resolve("secrets"));
    secret(secrets.resolve("doorway-token"), providers.doorwayToken());
    secret(secrets.resolve("ledgerone-client-secret"), providers.ledgeroneClientSecret());
    secret(secrets.resolve("strongroom-token"), providers.strongroomToken());
    Files.writeString(folder.resolve("usage.csv"), larkspur.usageFeed().usage());
    Files.writeString(folder.resolve("coverage.csv"), larkspur.usageFeed().coverage());
    Files.writeString(folder.resolve("sod-rules.yaml"), resource("/larkspur/sod-rules.yaml"));
    String template = resource("/larkspur/firebreak.yaml");
    Path config = folder.resolve("firebreak.yaml");
    Files.writeString(
        config,
        template
            .replace("@PORT@", Integer.toString(port))
            .replace("@DOORWAY@", providers.doorway().baseUri().toString())
            .replace("@LEDGERONE@", providers.ledgerone().baseUri().toString())
            .replace("@LEDGERONE_TOKENS@", providers.ledgerone().tokenUri().toString())
            .replace("@LEDGERONE_CLIENT@", providers.ledgeroneClientId())
            .replace("@STRONGROOM@", providers.strongroom().baseUri().toString())
            .replace("@SECRETS@", secrets.toAbsolutePath().normalize().toString())
            .replace("@CROWN_JEWELS@", crownJewels(larkspur)));
    return config;
  }

  private static String crownJewels(Larkspur larkspur) {
    return larkspur.stories().crownJewels().stream()
        .map(DemoFolder::sensitivity)
        .collect(Collectors.joining("\n"));
  }

  private static String sensitivity(Ref jewel) {
    String kind =
        switch (jewel.type()) {
          case "Entitlement" -> "entitlement";
          case "Container" -> "container";
          case "PrivilegedData" -> "privileged-account";
          default -> throw new IllegalArgumentException(jewel + " is no resource that can be lost");
        };
    return "  - {kind: %s, source: %s, name: \"%s\", value: 90, crown-jewel: true}"
        .formatted(kind, jewel.source(), jewel.name());
  }

  private static void secret(Path file, String value) throws IOException {
    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.writeString(file, value);
  }

  /// The mark goes last, so that a folder half emptied is still known as a demo's.
  private static void empty(Path folder) throws IOException {
    for (Path each : inside(folder)) {
      String name = each.getFileName().toString();
      if (!name.startsWith(KEPT) && !name.equals(MARK)) {
        delete(each);
      }
    }
  }

  private static Set<Path> inside(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.collect(Collectors.toSet());
    }
  }

  private static void delete(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = DemoFolder.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
