package dev.firebreak.ingest.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebreak.ingest.scene.Scene;
import dev.firebreak.ingest.scene.Served;
import dev.firebreak.providers.fault.Fault;
import dev.firebreak.providers.fault.FaultyServer;
import dev.firebreak.scim.client.Support;
import dev.firebreak.scim.probe.CapabilityProfile;
import dev.firebreak.scim.probe.Point;
import dev.firebreak.scim.probe.ProbeJournal;
import dev.firebreak.scim.probe.ProbeTarget;
import dev.firebreak.scim.probe.Verdict;
import dev.firebreak.scim.resource.ScimFailure;
import dev.firebreak.testkit.SharedNeo4j;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.GraphDatabase;

/// What was measured of a source, and what came of it in the graph.
@ExtendWith(SharedNeo4j.class)
class SourceProbeTest {
  private static final ProbeJournal UNHEARD =
      new ProbeJournal() {
        @Override
        public void before(Write write) {}

        @Override
        public void after(Write write, String outcome) {}
      };

  private final Scene scene = new Scene();
  private Served hr;
  private SourceProbe probe;

  @BeforeEach
  void serve() {
    hr =
        scene
            .directory("hr")
            .has("Users", user("u1", "ada"), user("u2", "ben"), user("u3", "cy"))
            .has("Groups", "{'id':'g1','displayName':'All','members':[{'value':'u1'}]}");
    probe = new SourceProbe(scene.graph(), scene.clock());
  }

  private static String user(String id, String name) {
    return "{'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'id':'%s','userName':'%s',"
            .formatted(id, name)
        + "'displayName':'The %s'}".formatted(name);
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void aSourceThatWasNeverProbedIsUnknown() {
    assertThat(probe.of("hr")).isEqualTo(Conformance.UNKNOWN);
    assertThat(probe.of("hr").changes()).isEmpty();
  }

  @Test
  void whatWasMeasuredIsKeptAsItWas() {
    Conformance first = probe.read(hr.config(), hr.client());
    assertThat(probe.of("hr")).isEqualTo(first);
    assertThat(first.now()).isNotNull();
    assertThat(first.now().at()).isEqualTo(Scene.START);
    assertThat(first.now().verdict(Point.INDEX_PAGES)).isEqualTo(Verdict.YES);
    assertThat(first.now().verdict(Point.PATCH_REPLACE)).isEqualTo(Verdict.UNKNOWN);
    assertThat(first.now().of(Point.FILTER_EQUALS).orElseThrow().claimed()).isEqualTo(Support.YES);
    assertThat(probe.of("other")).isEqualTo(Conformance.UNKNOWN);
  }

  @Test
  void theLastTwoProbesAreCompared() throws IOException {
    probe.read(hr.config(), hr.client());
    scene.clock().pass(Duration.ofDays(1));
    var front = scene.closing(FaultyServer.inFrontOf(hr.provider(), new Fault.RepeatsFirstPage()));
    probe.read(hr.config(), scene.closing(Served.client("hr", front.baseUri())));
    assertThat(probe.of("hr").changes())
        .anySatisfy(change -> {
          assertThat(change.now().point()).isEqualTo(Point.INDEX_PAGES);
          assertThat(change.now().verdict()).isEqualTo(Verdict.NO);
          assertThat(change.before().verdict()).isEqualTo(Verdict.YES);
        });
    scene.clock().pass(Duration.ofDays(1));
    probe.read(hr.config(), scene.closing(Served.client("hr", front.baseUri())));
    assertThat(probe.of("hr").changes()).isEmpty();
  }

  @Test
  void whatTookAChangeToFindOutStaysWithItsDate() {
    probe.write(hr.config(), hr.client(), ProbeTarget.parse("Users/u1"), UNHEARD);
    Instant then = scene.clock().instant();
    scene.clock().pass(Duration.ofDays(3));
    var now = probe.read(hr.config(), hr.client()).now();
    assertThat(now.verdict(Point.PATCH_REPLACE)).isEqualTo(Verdict.YES);
    assertThat(now.of(Point.PATCH_REPLACE).orElseThrow().at()).isEqualTo(then);
    assertThat(now.of(Point.INDEX_PAGES).orElseThrow().at()).isEqualTo(scene.clock().instant());
  }

  @Test
  void anAlarmStaysUntilAChangeWasUndoneAgain() throws IOException {
    var front = scene.closing(FaultyServer.inFrontOf(hr.provider(), new Fault.None()));
    var broken = scene.closing(Served.client("hr", front.baseUri()));
    ProbeJournal breaking =
        new ProbeJournal() {
          @Override
          public void before(Write write) {
            if (write.what().startsWith("restores")) {
              front.become(new Fault.IgnoresPatch());
            }
          }

          @Override
          public void after(Write write, String outcome) {}
        };
    ProbeTarget target = ProbeTarget.parse("Users/u1");
    assertThat(probe.write(hr.config(), broken, target, breaking).now().alarm())
        .contains("Users/u1 could not be restored");
    scene.clock().pass(Duration.ofHours(1));
    assertThat(probe.read(hr.config(), hr.client()).now().alarm()).contains("Users/u1");
    scene.clock().pass(Duration.ofHours(1));
    assertThat(probe.write(hr.config(), hr.client(), target, UNHEARD).now().alarm()).isNull();
  }

  @Test
  void aSourceThatDoesNotAnswerKeepsItsProfile() throws IOException {
    Conformance before = probe.read(hr.config(), hr.client());
    var front = scene.closing(FaultyServer.inFrontOf(hr.provider(), new Fault.Unauthorized()));
    var client = scene.closing(Served.client("hr", front.baseUri()));
    assertThatThrownBy(() -> probe.read(hr.config(), client)).isInstanceOf(ScimFailure.class);
    assertThat(probe.of("hr")).isEqualTo(before);
  }

  @Test
  void onlyTheLastProfilesOfASourceAreKept() {
    var profiles = new ProfileStore(scene.graph());
    CapabilityProfile first = probe.read(hr.config(), hr.client()).now();
    profiles.save("other", first);
    for (int day = 1; day <= ProfileStore.KEPT + 2; day++) {
      Instant at = Scene.START.plus(Duration.ofDays(day));
      profiles.save("hr", new CapabilityProfile(at, first.on(), first.measurements(), null));
    }
    Instant last = Scene.START.plus(Duration.ofDays(ProfileStore.KEPT + 2));
    assertThat(probe.of("hr").now().at()).isEqualTo(last);
    assertThat(probe.of("hr").before().at()).isEqualTo(last.minus(Duration.ofDays(1)));
    assertThat(probe.of("other").now()).isEqualTo(first);
    assertThat(count("MATCH (p:Profile {source: 'hr'}) RETURN count(p) AS n"))
        .isEqualTo(ProfileStore.KEPT);
    assertThat(count("MATCH (m:ProfilePoint) RETURN count(m) AS n"))
        .isEqualTo((ProfileStore.KEPT + 1L) * first.measurements().size());
  }

  private static long count(String statement) {
    try (var driver = GraphDatabase.driver(SharedNeo4j.uri(), AuthTokens.none())) {
      return driver.executableQuery(statement).execute().records().getFirst().get("n").asLong();
    }
  }
}
