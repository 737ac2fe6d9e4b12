package dev.firebreak.demo.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A process that runs the packaged jar.
final class Launched implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 120;

  /// The jar that a build leaves.
  static final Path JAR = Path.of("target", "app", "firebreak-demo.jar");

  private final Process process;
  private final CompletableFuture<String> out;
  private final LinkedBlockingQueue<String> err = new LinkedBlockingQueue<>();
  private final List<String> errSeen = new ArrayList<>();
  private final CompletableFuture<Void> errEnd;

  private Launched(Process process) {
    this.process = process;
    this.out = CompletableFuture.supplyAsync(this::readOut, Thread::startVirtualThread);
    this.errEnd = CompletableFuture.runAsync(this::readErr, Thread::startVirtualThread);
  }

  /// Starts a command as the launcher does.
  static Launched firebreak(String... arguments) throws IOException {
    List<String> command =
        Stream.concat(
                Stream.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xlog:disable",
                    "-Xlog:all=error:stderr",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-jar",
                    JAR.toString()),
                Stream.of(arguments))
            .toList();
    return new Launched(new ProcessBuilder(command).start());
  }

  private String readOut() {
    try {
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void readErr() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        err.add(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Waits for a line on standard error.
  String said(Predicate<String> wanted) throws InterruptedException {
    while (true) {
      String line = err.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(line).as("not said; said was %s", errSeen).isNotNull();
      errSeen.add(line);
      if (wanted.test(line)) {
        return line;
      }
    }
  }

  /// Asks it to end, as a service manager does (SIGTERM).
  void terminate() {
    process.toHandle().destroy(); // unlike Process, leaves what it says readable
  }

  /// Ends it without a chance to tidy up (SIGKILL).
  void kill() throws InterruptedException {
    process.destroyForcibly();
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  /// Waits for the end of it.
  Ended ended() throws InterruptedException, ExecutionException, TimeoutException {
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
        .as("ended within %d s", PATIENCE_SECONDS)
        .isTrue();
    errEnd.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    err.drainTo(errSeen);
    return new Ended(
        process.exitValue(),
        out.get(PATIENCE_SECONDS, TimeUnit.SECONDS),
        errSeen.stream().collect(Collectors.joining("\n")));
  }

  /// A process that has ended, and all that it said.
  record Ended(int exitCode, String out, String err) {

    /// Checks how it ended.
    Ended with(int expected) {
      assertThat(exitCode).as("%s%n%s", out, err).isEqualTo(expected);
      return this;
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
