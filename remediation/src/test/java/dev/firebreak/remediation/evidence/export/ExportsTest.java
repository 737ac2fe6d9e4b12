package dev.firebreak.remediation.evidence.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.firebreak.remediation.evidence.Evidence;
import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.remediation.evidence.EvidenceVerifier;
import dev.firebreak.remediation.evidence.Signing;
import dev.firebreak.remediation.evidence.Trust;
import dev.firebreak.remediation.evidence.Verdict;
import dev.firebreak.remediation.evidence.note.SignedCheckpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportsTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-23T10:15:30.123Z"), ZoneOffset.UTC);

  @TempDir Path temp;

  @Test
  void aFolderGetsEveryRecordAndCheckpointAndVerifiesByItself() throws Exception {
    Path target = Files.createDirectory(temp.resolve("audit"));
    FolderSink sink = new FolderSink(temp.resolve("evidence"), target);
    write(List.of(sink), 5);
    write(List.of(new FolderSink(temp.resolve("evidence"), target)), 130);
    assertThat(Files.readAllBytes(target.resolve("evidence-000001.jsonl")))
        .isEqualTo(Files.readAllBytes(temp.resolve("evidence/evidence-000001.jsonl")));
    Path last = target.resolve("checkpoint-000000000136.txt");
    assertThat(Files.readAllBytes(last))
        .isEqualTo(Files.readAllBytes(temp.resolve("evidence/CHECKPOINT")));
    try (Stream<Path> files = Files.list(target)) {
      assertThat(files).hasSizeGreaterThanOrEqualTo(3);
    }
    Trust trust = new Trust(null, List.of(SignedCheckpoint.parse(Files.readAllBytes(last))));
    assertThat(EvidenceVerifier.verify(target, trust))
        .isInstanceOfSatisfying(
            Verdict.Intact.class, intact -> assertThat(intact.covered()).isEqualTo(136));
    assertThat(EvidenceVerifier.verify(target).exitCode()).isEqualTo(3);
  }

  @Test
  void aFolderThatHoldsAnotherLogIsNotOverwritten() throws Exception {
    Path target = Files.createDirectory(temp.resolve("audit"));
    Path checkpoint = target.resolve("checkpoint-000000000006.txt");
    Files.writeString(checkpoint, "another");
    Exports exports = write(List.of(new FolderSink(temp.resolve("evidence"), target)), 5);
    assertThat(Files.readString(checkpoint)).isEqualTo("another");
    assertThat(exports.problems().values())
        .singleElement()
        .asString()
        .contains("another checkpoint");
  }

  @Test
  void aSyslogServerGetsTheLinesOfACheckpoint() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      CompletableFuture<String> message = CompletableFuture.supplyAsync(() -> received(server));
      new SyslogSink("127.0.0.1", server.getLocalPort(), CLOCK).take(checkpoint());
      String text = message.get();
      String framed = text.substring(text.indexOf(' ') + 1);
      assertThat(text)
          .startsWith(framed.length() + " <110>1 2026-11-23T10:15:30.123Z - firebreak ");
      assertThat(framed)
          .contains("size=\"1\"", "root=\"" + checkpoint().checkpoint().root() + "\"")
          .contains("signature=\"" + checkpoint().signatures().getFirst().value() + "\"");
    }
  }

  @Test
  void aWebhookIsPostedTheCheckpointAndARedirectionIsNoSuccess() throws Exception {
    List<String> posted = Collections.synchronizedList(new ArrayList<>());
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
    server.createContext(
        "/",
        exchange -> {
          posted.add(
              exchange.getRequestMethod()
                  + " "
                  + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          boolean moved = exchange.getRequestURI().getPath().equals("/moved");
          exchange.getResponseHeaders().add("Location", "/elsewhere");
          exchange.sendResponseHeaders(moved ? 302 : 204, -1);
          exchange.close();
        });
    server.start();
    try {
      URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/here");
      new WebhookSink(address).take(checkpoint());
      assertThat(posted).containsExactly("POST " + checkpoint().text());
      Exports exports = write(List.of(new WebhookSink(address.resolve("/moved"))), 1);
      assertThat(exports.problems()).containsEntry("webhook 127.0.0.1", "it answered 302");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aSinkThatCannotBeReachedIsToldOfAndTheLogGoesOn() throws Exception {
    int closed;
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      closed = server.getLocalPort();
    }
    Path missing = temp.resolve("not-mounted");
    Exports exports =
        write(
            List.of(
                new SyslogSink("127.0.0.1", closed, CLOCK),
                new FolderSink(temp.resolve("evidence"), missing)),
            3);
    assertThat(exports.problems())
        .containsOnlyKeys("folder " + missing, "syslog 127.0.0.1:" + closed);
    assertThat(EvidenceVerifier.verify(temp.resolve("evidence")).exitCode()).isZero();
  }

  private Exports write(List<Sink> sinks, int records) throws IOException {
    Exports exports = new Exports(sinks);
    Signing signing = Signing.with(temp.resolve("keys/evidence.pem")).telling(exports);
    try (EvidenceLog log = EvidenceLog.open(temp.resolve("evidence"), signing, CLOCK)) {
      for (int i = 0; i < records; i++) {
        log.append(new Evidence.SignIn("ana", "signed in"));
      }
    }
    return exports;
  }

  private SignedCheckpoint checkpoint() throws Exception {
    Path file = temp.resolve("sample/CHECKPOINT");
    if (!Files.exists(file)) {
      Signing signing = Signing.with(temp.resolve("sample-key/evidence.pem"));
      EvidenceLog.open(temp.resolve("sample"), signing, CLOCK).close();
    }
    return SignedCheckpoint.parse(Files.readAllBytes(file));
  }

  private static String received(ServerSocket server) {
    try (Socket socket = server.accept()) {
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }
}
