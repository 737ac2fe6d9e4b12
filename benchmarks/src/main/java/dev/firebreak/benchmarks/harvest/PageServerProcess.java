package dev.firebreak.benchmarks.harvest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// The [PageServer] as a child of this process.
record PageServerProcess(Process process, URI baseUri) implements AutoCloseable {

  static PageServerProcess start(int users, long seed) throws IOException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "dev.firebreak.benchmarks.BenchmarksMain",
                    "page-server",
                    "--users",
                    Integer.toString(users),
                    "--seed",
                    Long.toString(seed)))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String port = out.readLine();
    if (port == null) {
      throw new IOException("the page server ended before it served");
    }
    return new PageServerProcess(process, URI.create("http://127.0.0.1:" + port + "/scim/v2"));
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
