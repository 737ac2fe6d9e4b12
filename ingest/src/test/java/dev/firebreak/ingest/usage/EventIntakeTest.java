package dev.firebreak.ingest.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.firebreak.ingest.event.EventRefused;
import dev.firebreak.ingest.event.Notice;
import dev.firebreak.ingest.event.Notices;
import dev.firebreak.ingest.event.PushConfig;
import dev.firebreak.ingest.scene.Scene;
import dev.firebreak.ingest.source.SecretRef;
import dev.firebreak.testkit.SharedNeo4j;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Events that an application pushes: each counts once, and only as long as it is heard without a
/// gap is anything covered.
@ExtendWith(SharedNeo4j.class)
class EventIntakeTest {

  private static final String KEY = "0123456789abcdef0123456789abcdef";
  private static final String HEARTBEAT =
      "'https://schemas.openid.net/secevent/ssf/event-type/verification':{}";

  @TempDir private Path folder;
  private Scene scene;
  private EventIntake intake;
  private int serial;

  @BeforeEach
  void open() throws Exception {
    scene = new Scene();
    scene.rows(
        """
        CREATE (:Node:Account {key: 'app/User/u1', source: 'app', id: 'u1', userName: 'ana'}),
               (:Node:Entitlement {key: 'app/Entitlement/pay', source: 'app', id: 'pay', value: 'pay',
                 name: 'Release payment'}),
               (:Node:Entitlement {key: 'app/Entitlement/in', source: 'app', id: 'in', value: 'in',
                 name: 'Sign in'})
        """);
    SecretRef secret =
        new SecretRef("file:" + Files.writeString(folder.resolve("key"), KEY + "\n"));
    intake = intake(secret, null, null);
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private EventIntake intake(
      @Nullable SecretRef secret, @Nullable Path jwks, @Nullable Instant from) {
    return new EventIntake(
        scene.graph(),
        scene.clock(),
        new UsageFeedConfig(
            null,
            null,
            null,
            "app",
            from,
            null,
            null,
            null,
            "events",
            new PushConfig(
                "https://app.example", "https://fb.example", secret, null, jwks, null, null, "in"),
            null));
  }

  private String claims(String events, String more) {
    serial++;
    return """
    {'iss':'https://app.example','aud':'https://fb.example','jti':'j%d','iat':%d,
     'sub_id':{'format':'scim','uri':'/Users/u1'},'events':{%s}%s}
    """
        .formatted(serial, scene.clock().instant().getEpochSecond(), events, more)
        .replace('\'', '"');
  }

  private static String signed(String claims, JWSSigner signer, JWSAlgorithm algorithm, String type)
      throws Exception {
    JWSObject jws =
        new JWSObject(
            new JWSHeader.Builder(algorithm).type(new JOSEObjectType(type)).build(),
            new Payload(claims));
    jws.sign(signer);
    return jws.serialize();
  }

  private static String signed(String claims) throws Exception {
    return signed(claims, new MACSigner(KEY), JWSAlgorithm.HS256, "secevent+jwt");
  }

  private EventIntake.Received push(String events) throws Exception {
    return intake.take(signed(claims(events, "")));
  }

  private EventRefused refused(String token) {
    return catchThrowableOfType(EventRefused.class, () -> intake.take(token));
  }

  @Test
  void aUseOfWhatNoHarvestHasBroughtYetWaitsForOne() throws Exception {
    push("'urn:firebreak:params:event:use':{'entitlement':'new','count':2}");
    PendingUses pending = new PendingUses(scene.graph());
    assertThat(pending.resolve("app")).isZero();
    assertThat(scene.usage()).isEmpty();
    scene.rows(
        "CREATE (:Node:Entitlement {key: 'app/Entitlement/new', source: 'app', id: 'new', value:"
            + " 'new'})");
    assertThat(pending.resolve("other")).isZero();
    assertThat(pending.resolve("app")).isEqualTo(1);
    assertThat(pending.resolve("app")).as("once").isZero();
    assertThat(scene.usage())
        .containsExactly("app/User/u1 app/Entitlement/new 2026-03-01T08:00:00Z 2");
  }

  @Test
  void whenTooManyUsesWaitTheFeedDoesNotCoverThatTime() throws Exception {
    push(HEARTBEAT);
    scene.clock().pass(Duration.ofHours(1));
    scene.rows(
        "UNWIND range(1, "
            + PendingUses.MOST
            + ") AS i CREATE (:PendingUse {feed: 'events', source: 'app'})");
    push("'urn:firebreak:params:event:use':{'entitlement':'new'}");
    assertThat(scene.usage()).isEmpty();
    scene.clock().pass(Duration.ofHours(1));
    push(HEARTBEAT);
    assertThat(scene.usage())
        .containsExactly("covers app * 2026-03-01T09:00:00Z 2026-03-01T10:00:00Z");
  }

  @Test
  void aUseCountsOnceHoweverOftenItIsDelivered() throws Exception {
    String token =
        signed(claims("'urn:firebreak:params:event:use':{'entitlement':'pay','count':2}", ""));
    assertThat(intake.take(token)).isEqualTo(new EventIntake.Received(true, 1, 0));
    assertThat(intake.take(token)).isEqualTo(new EventIntake.Received(false, 0, 0));
    scene.clock().pass(Duration.ofHours(1));
    push("'urn:firebreak:params:event:use':{'entitlements':['Release payment']}");
    assertThat(scene.usage())
        .containsExactly(
            "app/User/u1 app/Entitlement/pay 2026-03-01T09:00:00Z 3",
            "covers app * 2026-03-01T08:00:00Z 2026-03-01T09:00:00Z");
  }

  @Test
  void aSignInIsAUseOfWhatItIsDeclaredToBe() throws Exception {
    push(
        "'https://schemas.openid.net/secevent/caep/event-type/session-established':{'event_timestamp':1772348400}");
    assertThat(scene.usage())
        .containsExactly("app/User/u1 app/Entitlement/in 2026-03-01T07:00:00Z 1");
  }

  @Test
  void aSessionThatIsPresentedAgainIsNoUse() throws Exception {
    assertThat(
            push(
                "'https://schemas.openid.net/secevent/caep/event-type/session-presented':{'event_timestamp':1772348400}"))
        .isEqualTo(new EventIntake.Received(true, 0, 0));
    assertThat(scene.usage()).isEmpty();
  }

  @Test
  void theWeeksOfPushedUsesAreKeptWithThoseOfFiles() throws Exception {
    push("'urn:firebreak:params:event:use':{'entitlement':'pay'}");
    scene.clock().pass(Duration.ofHours(5));
    push("'urn:firebreak:params:event:use':{'entitlement':'pay'}");
    assertThat(rhythms()).containsExactly("2026-03-01T08:00:00Z 2930 true");
    Path uses =
        Files.writeString(
            folder.resolve("uses.csv"),
            "source,account,entitlement,last_used,count\napp,u1,pay,2026-02-02T00:00:00Z,1\n");
    Path coverage =
        Files.writeString(folder.resolve("coverage.csv"), "source,entitlement,from,to\n");
    for (int i = 0; i < 2; i++) {
      new UsageImport(scene.graph()).read(new UsageFeedConfig(uses, coverage));
      assertThat(rhythms()).containsExactly("2026-02-02T00:00:00Z 2927 2930 true");
    }
    push("'urn:firebreak:params:event:use':{'entitlement':'pay','count':3}");
    assertThat(rhythms()).containsExactly("2026-02-02T00:00:00Z 2927 2930 false");
  }

  private List<String> rhythms() {
    return scene.rows(
        """
        MATCH (u:Use)
        UNWIND u.weeks AS week
        WITH u, week ORDER BY week
        WITH u, collect(toString(week)) AS weeks
        RETURN toString(u.firstUsed) + reduce(text = '', week IN weeks | text + ' ' + week) + ' '
          + toString(u.whole) AS line
        """);
  }

  @Test
  void heartbeatsKeepTheFeedCoveredAndASilenceEndsIt() throws Exception {
    push(HEARTBEAT);
    scene.clock().pass(Duration.ofHours(20));
    push(HEARTBEAT);
    assertThat(scene.usage())
        .containsExactly("covers app * 2026-03-01T08:00:00Z 2026-03-02T04:00:00Z");
    scene.clock().pass(Duration.ofHours(25));
    push(HEARTBEAT);
    assertThat(scene.usage()).isEmpty();
    scene.clock().pass(Duration.ofHours(1));
    push(HEARTBEAT);
    assertThat(scene.usage())
        .containsExactly("covers app * 2026-03-03T05:00:00Z 2026-03-03T06:00:00Z");
  }

  @Test
  void coverageBeginsWhereTheFeedSaysSoIfItWasHeardSoonAfter() throws Exception {
    SecretRef secret = new SecretRef("file:" + folder.resolve("key"));
    intake = intake(secret, null, Scene.START.minus(Duration.ofHours(3)));
    push(HEARTBEAT);
    assertThat(scene.usage())
        .containsExactly("covers app * 2026-03-01T05:00:00Z 2026-03-01T08:00:00Z");
  }

  @Test
  void anEventOfUseThatCannotBeUnderstoodEndsTheCoverage() throws Exception {
    push(HEARTBEAT);
    scene.clock().pass(Duration.ofHours(1));
    push(HEARTBEAT);
    EventRefused refused = refused(signed(claims("'urn:firebreak:params:event:use':{}", "")));
    assertThat(refused.code()).isEqualTo(EventRefused.Code.INVALID_REQUEST);
    assertThat(refused).hasMessage("an event of use names no entitlement.");
    assertThat(scene.usage()).isEmpty();
  }

  @Test
  void aFeedOfFilesLeavesAloneWhatWasPushed() throws Exception {
    push("'urn:firebreak:params:event:use':{'entitlement':'pay'}");
    scene.clock().pass(Duration.ofHours(1));
    push(HEARTBEAT);
    List<String> before = scene.usage();
    Path uses =
        Files.writeString(
            folder.resolve("u.csv"),
            "source,account,entitlement,last_used,count\napp,u1,in,2026-02-01T00:00:00Z,1\n");
    Path coverage = Files.writeString(folder.resolve("c.csv"), "source,entitlement,from,to\n");
    new UsageImport(scene.graph()).read(new UsageFeedConfig(uses, coverage));
    assertThat(scene.usage()).containsAll(before).hasSize(3);
  }

  @Test
  void scimEventsBecomeNoticesUntilTheyAreCleared() throws Exception {
    push("'urn:ietf:params:scim:event:prov:patch:notice':{'attributes':['emails']}");
    Notices notices = new Notices(scene.graph());
    assertThat(notices.list("app"))
        .containsExactly(
            new Notice(
                "app", "User", "u1", "urn:ietf:params:scim:event:prov:patch:notice", Scene.START));
    assertThat(notices.clear("app", Scene.START.minusSeconds(1))).isZero();
    scene.clock().pass(Duration.ofMinutes(1));
    push("'urn:ietf:params:scim:event:prov:delete':{}");
    assertThat(notices.list("app"))
        .singleElement()
        .satisfies(it -> assertThat(it.event()).endsWith(":prov:delete"));
    assertThat(notices.clear("app", scene.clock().instant())).isEqualTo(1);
    assertThat(notices.list("app")).isEmpty();
  }

  @Test
  void onlyTheFeedsOwnTokensAreLetIn() throws Exception {
    String good = claims(HEARTBEAT, "");
    assertThat(refused("nonsense").code()).isEqualTo(EventRefused.Code.INVALID_REQUEST);
    assertThat(
            refused(signed(good, new MACSigner("x".repeat(32)), JWSAlgorithm.HS256, "secevent+jwt"))
                .code())
        .isEqualTo(EventRefused.Code.INVALID_KEY);
    assertThat(refused(signed(good, new MACSigner(KEY), JWSAlgorithm.HS256, "JWT")))
        .hasMessageContaining("typ is not secevent+jwt");
    assertThat(refused(signed(good.replace("https://app.example", "https://evil"))).code())
        .isEqualTo(EventRefused.Code.INVALID_ISSUER);
    assertThat(refused(signed(good.replace("https://fb.example", "https://evil"))).code())
        .isEqualTo(EventRefused.Code.INVALID_AUDIENCE);
    assertThat(refused(signed(good.replace("jti", "jtx")))).hasMessageContaining("jti is missing");
    assertThat(refused(signed(good.replaceAll("\"iat\":[0-9]+", "\"iat\":1"))))
        .hasMessageContaining("too long ago");
    assertThat(refused(signed(good.replaceAll("\"iat\":[0-9]+", "\"iat\":9999999999"))))
        .hasMessageContaining("lies in the future");
    String[] parts = signed(good).split("\\.", -1);
    assertThat(refused("eyJhbGciOiJub25lIiwidHlwIjoic2VjZXZlbnQrand0In0." + parts[1] + ".").code())
        .isEqualTo(EventRefused.Code.INVALID_REQUEST);
    assertThat(scene.rows("MATCH (e:SecurityEvent) RETURN e.key")).isEmpty();
  }

  @Test
  void aPublicKeyVerifiesAndIsNoSharedSecret() throws Exception {
    RSAKey key = new RSAKeyGenerator(2048).keyID("k1").generate();
    Path jwks =
        Files.writeString(folder.resolve("jwks.json"), new JWKSet(key).toPublicJWKSet().toString());
    intake = intake(null, jwks, null);
    String claims = claims(HEARTBEAT, "");
    assertThat(
            refused(
                    signed(
                        claims,
                        new MACSigner(key.toRSAPublicKey().getEncoded()),
                        JWSAlgorithm.HS256,
                        "secevent+jwt"))
                .code())
        .isEqualTo(EventRefused.Code.INVALID_KEY);
    assertThat(
            intake.take(signed(claims, new RSASSASigner(key), JWSAlgorithm.RS256, "secevent+jwt")))
        .isEqualTo(new EventIntake.Received(true, 0, 0));
  }

  @Test
  void aWeakOrMissingKeyIsNamed() throws Exception {
    SecretRef weak = new SecretRef("file:" + Files.writeString(folder.resolve("weak"), "short"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> intake(weak, null, null))
        .withMessageContaining("at least 32 bytes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> intake(null, folder.resolve("nowhere.json"), null))
        .withMessageContaining("nowhere.json cannot be read");
  }
}
