package dev.firebreak.demo.larkspur;

import dev.firebreak.web.config.ConfigInvalid;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The folder of a demo: a configuration like any operator's, its secrets, rules and usage feed,
/// and the data. It is made anew at each start, since the organisation it describes is.
public final class DemoFolder {

  private static final String MARK = ".firebreak-demo";

  private DemoFolder() {}

  /// Writes the folder.
  ///
  /// @param port where the web server shall listen; 0 for any free port
  /// @return the configuration file
  /// @throws ConfigInvalid if the folder holds something else, which is left alone, or a demo that
  ///   still runs
  public static Path write(Path folder, Larkspur larkspur, LarkspurProviders providers, int port)
      throws IOException {
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
          case "Container" -> "container";
          case "PrivilegedData" -> "privileged-account";
          default -> "entitlement";
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

  private static void empty(Path folder) throws IOException {
    Files.createDirectories(folder);
    Set<Path> inside;
    try (Stream<Path> files = Files.list(folder)) {
      inside = files.collect(Collectors.toSet());
    }
    if (!inside.isEmpty() && !Files.exists(folder.resolve(MARK))) {
      throw new ConfigInvalid(
          folder.toAbsolutePath().normalize()
              + " holds something other than a demo. Choose another folder with --data-dir.",
          null);
    }
    Path aside = folder.resolveSibling(folder.getFileName() + ".old");
    if (Files.exists(aside)) {
      delete(aside);
    }
    if (!inside.isEmpty()) {
      Files.move(folder, aside, StandardCopyOption.ATOMIC_MOVE);
      delete(aside);
      Files.createDirectories(folder);
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
