package dev.firebreak.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebreak.web.security.Verdict.Reason;
import dev.firebreak.web.server.TestServer;
import dev.firebreak.web.user.Limits;
import dev.firebreak.web.user.Role;
import dev.firebreak.web.user.Scope;
import dev.firebreak.web.user.User;
import dev.firebreak.web.user.Users;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The table of endpoints, and what is read from it.
class PermissionsTest {

  private static final String HEAD =
      "method,path,open to,viewer,analyst,reviewer,approver,admin,scope,sight\n";

  private static final EndpointTable TABLE =
      table(
          """
          GET,/things/{id},roles,x,,,,x,read,narrowed
          GET,/things/special,roles,,,,,x,,all
          POST,/things,roles,,x,,,,decide,all
          GET,/me,signed-in,,,,,,,own
          """);

  private final Instant now = Instant.parse("2026-11-23T12:00:00Z");

  private static EndpointTable table(String lines) {
    return new EndpointTable(new ShippedTable("access.csv", HEAD + lines));
  }

  private static User user(Role... roles) {
    return new User(
        "1",
        "ada",
        null,
        null,
        Set.of(roles),
        Limits.NONE,
        true,
        User.Origin.LOCAL,
        null,
        false,
        false,
        null,
        1,
        1,
        Instant.EPOCH,
        Instant.EPOCH,
        null);
  }

  private static Verdict verdict(String method, String path, User user, Set<Scope> scopes) {
    return Permissions.of(TABLE.of(method, path).orElseThrow(), user, scopes);
  }

  @Test
  void theLineThatFitsBestCounts() {
    assertThat(verdict("GET", "/things/1", user(Role.VIEWER), null).isGranted()).isTrue();
    assertThat(verdict("HEAD", "/things/1", user(Role.VIEWER), null).isGranted()).isTrue();
    assertThat(verdict("GET", "/things/special", user(Role.VIEWER), null).reason())
        .isEqualTo(Reason.ROLE);
    assertThat(TABLE.of("DELETE", "/things/1")).isEmpty();
    assertThat(TABLE.knows("/things/1")).isTrue();
    assertThat(TABLE.knows("/things/1/2")).isFalse();
  }

  @Test
  void anyOfSeveralRolesIsEnoughAndNoneIsNone() {
    assertThat(verdict("POST", "/things", user(Role.APPROVER, Role.ANALYST), null).isGranted())
        .isTrue();
    assertThat(verdict("POST", "/things", user(), null).reason()).isEqualTo(Reason.NO_ROLE);
    assertThat(verdict("GET", "/me", user(), null).isGranted()).isTrue();
  }

  @Test
  void aKeyNeedsItsScopeAndTheRole() {
    User analyst = user(Role.ANALYST);
    assertThat(verdict("POST", "/things", analyst, Set.of(Scope.DECIDE)).isGranted()).isTrue();
    assertThat(verdict("POST", "/things", analyst, Set.of(Scope.READ)).reason())
        .isEqualTo(Reason.SCOPE);
    assertThat(verdict("POST", "/things", user(Role.VIEWER), Set.of(Scope.DECIDE)).reason())
        .isEqualTo(Reason.ROLE);
    assertThat(verdict("GET", "/me", analyst, Set.of(Scope.values())).reason())
        .as("what takes a person")
        .isEqualTo(Reason.SCOPE);
  }

  @Test
  void whoeverSeesAPartGetsOnlyWhatIsMadeForIt() {
    User limited = user(Role.VIEWER, Role.ANALYST).with(new Limits(Set.of("ledger"), Set.of()));
    assertThat(verdict("GET", "/things/1", limited, null).isGranted()).isTrue();
    assertThat(verdict("GET", "/me", limited, null).isGranted()).isTrue();
    assertThat(verdict("POST", "/things", limited, null).reason()).isEqualTo(Reason.LIMIT);
    assertThat(verdict("GET", "/things/special", limited, null).reason())
        .as("the role is looked at first")
        .isEqualTo(Reason.ROLE);
  }

  @Test
  void aSessionEndsAfterAWorkingDayHoweverBusy() {
    TestServer.running().user("works-long", Role.VIEWER);
    Users users = TestServer.running().part(Users.class);
    Caller caller = Caller.person(users.named("works-long").orElseThrow(), now);
    assertThat(at(users, Duration.ofHours(8)).current(caller)).isPresent();
    assertThat(at(users, Duration.ofHours(8).plusSeconds(1)).current(caller)).isEmpty();
  }

  @Test
  void aSessionOfSomebodyWhoHadTheNameBeforeIsNobodys() {
    TestServer.running().user("comes-again", Role.VIEWER);
    Users users = TestServer.running().part(Users.class);
    User there = users.named("comes-again").orElseThrow();
    Caller other = new Caller("another id", there.userName(), there.generation(), now, null);
    assertThat(at(users, Duration.ZERO).current(other)).isEmpty();
    Caller older = new Caller(there.id(), there.userName(), there.generation() - 1, now, null);
    assertThat(at(users, Duration.ZERO).current(older)).isEmpty();
  }

  private Permissions at(Users users, Duration later) {
    Clock clock = Clock.fixed(now.plus(later), ZoneOffset.UTC);
    return new Permissions(
        TABLE, users, clock, new WeightyActs(), new Proof(Duration.ofMinutes(5), clock));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET,/x,roles,x,,,,x,read",
        "GET,/x,roles,x,,,,x,read,",
        "GET,/x,roles,x,,,,x,read,some",
        "GET,/x,everyone,x,,,,x,read,all",
        "GET,/x,roles,x,,,,x,reads,all",
        "GET,/{x,roles,x,,,,x,read,all"
      })
  void aLineThatCannotBeReadKeepsTheServerFromStarting(String line) {
    assertThatThrownBy(() -> table(line + "\n")).isInstanceOf(RuntimeException.class);
  }
}
