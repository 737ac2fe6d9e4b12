package dev.firebreak.demo.house;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A folder with the launcher, a few sources, and stand-ins for Java and Maven that write down how
/// they were called. The launcher runs in it with nothing else on its path but the plain tools it
/// needs.
final class Checkout {

  /// What the launcher may call besides Java and Maven.
  private static final List<String> TOOLS =
      List.of(
          "awk",
          "cat",
          "cksum",
          "cut",
          "dirname",
          "find",
          "head",
          "ls",
          "mkdir",
          "readlink",
          "rm",
          "sed",
          "sleep",
          "sort",
          "touch",
          "tr");

  private static final String JAVA =
      """
      #!/bin/sh
      echo "pid $$" >>"%1$s/calls"
      echo "java %2$s $*" >>"%1$s/calls"
      for word in "$@"; do
        case $word in
          -XX:AOTCacheOutput=*) [ -n "${STUB_TRAINING_FAILS:-}" ] && exit 1
            echo cache >"${word#*=}"; echo practising; exit 0 ;;
        esac
      done
      for word in "$@"; do last=$word; done
      echo "answer to $last"
      exit "${STUB_EXIT:-0}"
      """;

  private static final String MAVEN =
      """
      #!/bin/sh
      echo "mvn $JAVA_HOME $*" >>"%1$s/calls"
      echo "a line of Maven with MAVEN_OPTS $MAVEN_OPTS"
      [ -n "${STUB_BUILD_WAITS:-}" ] && read -r _
      [ -n "${STUB_BUILD_FAILS:-}" ] && exit 1
      mkdir -p "%2$s/lib"
      [ -f "%2$s/firebreak-demo.jar" ] || echo jar >"%2$s/firebreak-demo.jar"
      echo jar >"%2$s/lib/library.jar"
      """;

  /// What a run of the launcher left behind.
  record Result(long pid, int exitCode, String out, String err) {}

  final Path folder;
  final Path root;
  private final Path bin;
  private final Map<String, String> environment = new LinkedHashMap<>();

  Checkout(Path folder) throws IOException {
    this.folder = folder;
    root = Files.createDirectories(folder.resolve("a checkout"));
    bin = Files.createDirectories(folder.resolve("bin"));
    Files.createDirectories(folder.resolve("jdks"));
    Files.copy(
        Repository.ROOT.resolve("firebreak"),
        root.resolve("firebreak"),
        java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
    for (String source : List.of("pom.xml", "demo/pom.xml", "web/src/main/java/Web.java")) {
      Path file = root.resolve(source);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "");
    }
    long longAgo = Instant.now().minusSeconds(3600).toEpochMilli();
    for (Path source : Repository.files(root, "")) {
      Files.setLastModifiedTime(source, FileTime.fromMillis(longAgo));
    }
    for (String tool : TOOLS) {
      executable(bin.resolve(tool), "#!/bin/sh\nexec '%s' \"$@\"\n".formatted(onThePath(tool)));
    }
    environment.put("PATH", bin.toString());
    environment.put("HOME", folder.toString());
    environment.put("FIREBREAK_JDK_DIRS", folder.resolve("jdks").toString());
  }

  private static Path onThePath(String tool) {
    for (String dir : System.getenv("PATH").split(File.pathSeparator)) {
      Path file = Path.of(dir, tool);
      if (Files.isExecutable(file)) {
        return file;
      }
    }
    throw new IllegalStateException("this machine has no " + tool);
  }

  Checkout with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /// A JDK of a version, where the launcher looks for them.
  Path jdk(String name, int version) throws IOException {
    Path home = folder.resolve("jdks").resolve(name);
    executable(home.resolve("bin/java"), JAVA.formatted(folder, name));
    executable(home.resolve("bin/javac"), "#!/bin/sh\n");
    Files.writeString(
        home.resolve("release"),
        "IMPLEMENTOR=\"Somebody\"\nJAVA_VERSION=\"%d.0.1\"\n".formatted(version));
    return home;
  }

  Checkout javaOnThePath(Path jdk) throws IOException {
    Files.createSymbolicLink(bin.resolve("java"), jdk.resolve("bin/java"));
    return this;
  }

  Checkout maven() throws IOException {
    executable(bin.resolve("mvn"), MAVEN.formatted(folder, root.resolve("demo/target/app")));
    return this;
  }

  Path jar() {
    return root.resolve("demo/target/app/firebreak-demo.jar");
  }

  /// How Java and Maven were called since the last time, in order.
  List<String> calls() throws IOException {
    List<String> calls = new ArrayList<>(lines());
    Files.deleteIfExists(folder.resolve("calls"));
    calls.removeIf(line -> line.startsWith("pid "));
    return calls;
  }

  private List<String> lines() throws IOException {
    Path calls = folder.resolve("calls");
    return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
  }

  /// The process id of the last Java.
  long pidOfJava() throws IOException {
    return lines().stream()
        .filter(line -> line.startsWith("pid "))
        .mapToLong(line -> Long.parseLong(line.substring(4)))
        .reduce((first, last) -> last)
        .orElseThrow();
  }

  Result run(String... arguments) throws IOException, InterruptedException {
    Started started = start("", arguments);
    started.process.getOutputStream().close();
    return started.ended();
  }

  /// A launcher that runs, whose standard input is open.
  ///
  /// @param name sets the files with its output apart from those of another
  Started start(String name, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(root.resolve("firebreak").toString()));
    command.addAll(List.of(arguments));
    Path out = folder.resolve("out" + name);
    Path err = folder.resolve("err" + name);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return new Started(builder.start(), out, err);
  }

  /// A launcher at work.
  record Started(Process process, Path out, Path err) {

    /// Waits until it has said something.
    void says(String what) throws IOException {
      await(what, () -> Files.readString(err).contains(what));
    }

    Result ended() throws IOException, InterruptedException {
      int exitCode = process.waitFor();
      return new Result(process.pid(), exitCode, Files.readString(out), Files.readString(err));
    }
  }

  /// Waits until Maven has begun.
  void building() throws IOException {
    await("mvn", () -> lines().stream().anyMatch(line -> line.startsWith("mvn ")));
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  private static void await(String what, Condition condition) throws IOException {
    long end = System.nanoTime() + 60_000_000_000L;
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("waited in vain for: " + what);
      }
      Thread.onSpinWait();
    }
  }

  private static void executable(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
