package dev.firebreak.ingest.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.firebreak.ingest.scene.Scene;
import dev.firebreak.ingest.usage.UsageFeedConfig.Format;
import dev.firebreak.testkit.SharedNeo4j;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Uses as JSON lines and as CloudTrail's events.
@ExtendWith(SharedNeo4j.class)
class UsageFormatsTest {

  private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant UNTIL = Instant.parse("2026-03-01T00:00:00Z");

  private static final String USER =
      "\"userIdentity\":{\"type\":\"IAMUser\",\"userName\":\"ana\",\"principalId\":\"AIDA1\",\"arn\":\"arn:aws:iam::1:user/ana\"}";
  private static final String SESSION =
      "\"userIdentity\":{\"type\":\"AssumedRole\",\"principalId\":\"AROA1:ben\","
          + "\"arn\":\"arn:aws:sts::1:assumed-role/Admin/ben\",\"sessionContext\":{\"sessionIssuer\":"
          + "{\"type\":\"Role\",\"userName\":\"Admin\",\"arn\":\"arn:aws:iam::1:role/Admin\"}}}";
  private static final String SERVICE =
      "\"userIdentity\":{\"type\":\"AWSService\",\"invokedBy\":\"x\"}";
  private static final String NOBODY =
      "\"userIdentity\":{\"type\":\"IAMUser\",\"userName\":\"zed\"}";

  @TempDir private Path folder;
  private Scene scene;

  @BeforeEach
  void open() {
    scene = new Scene();
    scene.rows(
        """
        UNWIND [{key: 'aws/User/1', id: '1', userName: 'ana'},
                {key: 'aws/User/2', id: '2', userName: 'ben'}] AS a
        CREATE (n:Node:Account) SET n = a, n.source = 'aws'
        """);
    scene.rows(
        """
        UNWIND [{key: 'aws/Entitlement/s3', id: 's3', value: 's3', name: 'S3'},
                {key: 'aws/Entitlement/get', id: 'get', value: 's3:GetObject', name: 'Get'},
                {key: 'aws/Role/admin', id: 'admin', value: 'admin', name: 'Admin'}] AS e
        CREATE (n:Node:Entitlement) SET n = e, n.source = 'aws'
        """);
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private UsageFeedConfig feed(Path uses, @Nullable Format format, List<String> covers) {
    return new UsageFeedConfig(
        uses, null, format, "aws", FROM, UNTIL, covers, null, null, null, null);
  }

  private UsageImport.Receipt read(UsageFeedConfig feed) {
    return new UsageImport(scene.graph()).read(feed);
  }

  private List<String> uses() {
    return scene.rows(
        """
        MATCH (u:Use)
        RETURN u.account + ' ' + u.entitlement + ' ' + toString(u.lastUsed) + ' ' + u.count AS line
        ORDER BY line
        """);
  }

  private List<String> coverage() {
    return scene.rows(
        "MATCH (c:UsageCoverage) RETURN c.source + ' ' + c.entitlement ORDER BY c.entitlement");
  }

  private static String event(
      String identity, String time, String service, String name, String more) {
    return "{%s,\"eventTime\":\"%s\",\"eventSource\":\"%s.amazonaws.com\",\"eventName\":\"%s\"%s}"
        .formatted(identity, time, service, name, more);
  }

  private static String records(String... events) {
    return "{\"Records\":[\n" + String.join(",\n", events) + "\n]}";
  }

  @Test
  void jsonLinesSayTheSameAsRows() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("uses.jsonl"),
            """
            {"source":"aws","account":"ana","entitlement":"s3","last_used":"2026-02-01T00:00:00Z","count":3}

            {"source":"aws","account":"ben","entitlement":"Admin","last_used":"2026-02-02T00:00:00Z"}
            {"source":"aws","account":"zed","entitlement":"s3","last_used":"2026-02-02T00:00:00Z"}
            """);
    UsageImport.Receipt receipt = read(feed(file, null, List.of()));
    assertThat(receipt.problems())
        .containsExactly(file + ", line 4: source aws has no account 'zed'; the row is left out");
    assertThat(uses())
        .containsExactly(
            "aws/User/1 aws/Entitlement/s3 2026-02-01T00:00:00Z 3",
            "aws/User/2 aws/Role/admin 2026-02-02T00:00:00Z 1");
    assertThat(coverage()).containsExactly("aws *");
  }

  @Test
  void aLineThatCannotBeUnderstoodLeavesNothingCovered() throws IOException {
    Path file = Files.writeString(folder.resolve("uses.jsonl"), "{\"source\":\"aws\",\"acc\n");
    UsageImport.Receipt receipt = read(feed(file, null, List.of()));
    assertThat(receipt.problems().getFirst()).contains("line 1: this is no whole JSON object");
    assertThat(coverage()).isEmpty();
  }

  @Test
  void cloudTrailEventsAreUsesUnlessTheyWereDenied() throws IOException {
    Path trail = Files.createDirectories(folder.resolve("trail/2026/02"));
    Files.writeString(
        trail.resolve("a.json"),
        records(
            event(USER, "2026-02-01T00:00:00Z", "s3", "GetObject", ""),
            event(USER, "2026-02-03T00:00:00Z", "s3", "GetObject", ""),
            event(
                USER, "2026-02-09T00:00:00Z", "s3", "GetObject", ",\"errorCode\":\"AccessDenied\""),
            event(
                USER, "2026-02-09T00:00:00Z", "s3", "PutObject", ",\"errorCode\":\"NoSuchBucket\""),
            event(
                USER,
                "2026-02-09T00:00:00Z",
                "ec2",
                "RunInstances",
                ",\"errorCode\":\"Client.UnauthorizedOperation\""),
            event(USER, "2026-02-09T00:00:00Z", "ec2", "RunInstances", "")));
    try (var gz = new GZIPOutputStream(Files.newOutputStream(trail.resolve("b.json.gz")))) {
      gz.write(
          records(
                  event(SESSION, "2026-02-04T00:00:00Z", "iam", "ListUsers", ""),
                  event(SERVICE, "2026-02-04T00:00:00Z", "s3", "GetObject", ""),
                  event(NOBODY, "2026-02-04T00:00:00Z", "s3", "GetObject", ""))
              .getBytes(StandardCharsets.UTF_8));
    }
    UsageImport.Receipt receipt =
        read(feed(folder.resolve("trail"), Format.CLOUDTRAIL, List.of("s3:GetObject", "Admin")));
    assertThat(receipt.problems()).isEmpty();
    assertThat(receipt.events()).isEqualTo(new UsageImport.Events(9, 4, 2, 1, 1, 1, 0));
    assertThat(uses())
        .containsExactly(
            "aws/User/1 aws/Entitlement/get 2026-02-03T00:00:00Z 2",
            "aws/User/1 aws/Entitlement/s3 2026-02-09T00:00:00Z 3",
            "aws/User/2 aws/Role/admin 2026-02-04T00:00:00Z 1");
    assertThat(coverage()).containsExactly("aws aws/Entitlement/get", "aws aws/Role/admin");
  }

  @Test
  void whatNobodyCalledAndWhatTheFeedPassesOverIsPassive() throws IOException {
    String read = ",\"readOnly\":true";
    Path file =
        Files.writeString(
            folder.resolve("a.json"),
            records(
                event(USER, "2026-02-01T00:00:00Z", "s3", "GetObject", ""),
                event(USER, "2026-02-02T00:00:00Z", "s3", "ListBuckets", read),
                event(USER, "2026-02-03T00:00:00Z", "s3", "GetObject", read),
                event(
                    USER,
                    "2026-02-04T00:00:00Z",
                    "s3",
                    "GetObject",
                    read + ",\"sessionCredentialFromConsole\":\"true\""),
                event(
                    "\"userIdentity\":{\"accountId\":\"1\"}",
                    "2026-02-05T00:00:00Z",
                    "kms",
                    "RotateKey",
                    ",\"eventType\":\"AwsServiceEvent\""),
                event(SESSION, "2026-02-06T00:00:00Z", "s3", "GetObject", "")));
    PassiveUse passive = new PassiveUse(List.of("S3:List*"), List.of("ben"), true);
    UsageFeedConfig feed =
        new UsageFeedConfig(
            file,
            null,
            Format.CLOUDTRAIL,
            "aws",
            FROM,
            UNTIL,
            List.of("s3"),
            null,
            null,
            null,
            passive);
    UsageImport.Receipt receipt = read(feed);
    assertThat(receipt.problems()).isEmpty();
    assertThat(receipt.events()).isEqualTo(new UsageImport.Events(6, 2, 0, 0, 0, 0, 4));
    assertThat(receipt.passive()).isEqualTo(4);
    assertThat(uses())
        .contains("aws/User/1 aws/Entitlement/s3 2026-02-03T00:00:00Z 2")
        .noneMatch(line -> line.startsWith("aws/User/2"));
  }

  @Test
  void anEventWithoutATimeLeavesNothingCovered() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("a.json"), records(event(USER, "yesterday", "s3", "GetObject", "")));
    UsageImport.Receipt receipt = read(feed(file, Format.CLOUDTRAIL, List.of("*")));
    assertThat(receipt.problems().getFirst()).contains("a.json, line 2: eventTime is 'yesterday'");
    assertThat(coverage()).isEmpty();
  }

  @Test
  void aFileThatIsNotWholeChangesNothing() throws IOException {
    Path file = Files.writeString(folder.resolve("a.json"), "{\"Records\":[{\"eventTime\":");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(feed(file, Format.CLOUDTRAIL, List.of("*"))))
        .withMessageContaining("is not whole JSON");
    Path other = Files.writeString(folder.resolve("b.json"), "{\"Events\":[]}");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(feed(other, Format.CLOUDTRAIL, List.of("*"))))
        .withMessageContaining("has no list \"Records\"");
  }

  @Test
  void whatAFeedCoversIsNeverAssumed() {
    Path file = folder.resolve("a.json");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> feed(file, Format.CLOUDTRAIL, List.of()))
        .withMessageContaining("says in covers");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new UsageFeedConfig(file, null, null, "aws", FROM, null, null, null, null, null, null))
        .withMessageContaining("a usage feed needs both files");
  }
}
