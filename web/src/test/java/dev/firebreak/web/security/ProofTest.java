package dev.firebreak.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.web.security.Proof.Entered;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;

/// How old a proof may be.
class ProofTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  private final Proof proof = new Proof(Duration.ofMinutes(5), Clock.fixed(NOW, ZoneOffset.UTC));

  private static Caller since(Instant at) {
    return new Caller("1", "ada", 1, at, null);
  }

  private static Authentication as(Object principal) {
    return UsernamePasswordAuthenticationToken.authenticated(principal, null, List.of());
  }

  private boolean isOld(Caller caller, @Nullable Object kept) {
    return proof.isOld(Proof.at(kept, as(caller), caller));
  }

  @Test
  void aSignInIsGoodForFiveMinutesAndNotASecondLonger() {
    assertThat(isOld(since(NOW), null)).isFalse();
    assertThat(isOld(since(NOW.minusSeconds(300)), null)).isFalse();
    assertThat(isOld(since(NOW.minusSeconds(301)), null)).isTrue();
  }

  @Test
  void aPasswordThatWasEnteredAgainCountsFromThen() {
    Caller caller = since(NOW.minusSeconds(3_600));
    assertThat(isOld(caller, null)).isTrue();
    assertThat(isOld(caller, new Entered("1", NOW.minusSeconds(300)))).isFalse();
    assertThat(isOld(caller, new Entered("1", NOW.minusSeconds(301)))).isTrue();
  }

  @Test
  void nobodyProvesForSomebodyElseAndNothingElseInTheSessionIsAProof() {
    Caller caller = since(NOW.minusSeconds(3_600));
    assertThat(isOld(caller, new Entered("2", NOW))).isTrue();
    assertThat(isOld(caller, NOW)).isTrue();
  }

  @Test
  void aSignInThatIsLaterThanThePasswordCountsByItself() {
    assertThat(isOld(since(NOW), new Entered("1", NOW.minusSeconds(600)))).isFalse();
  }

  @Test
  void ofAnIdentityProviderTheTimeCountsThatItNames() {
    Caller caller = since(NOW);
    assertThat(isOldFrom(caller, null)).as("it does not say when").isTrue();
    assertThat(isOldFrom(caller, NOW.minusSeconds(301))).isTrue();
    assertThat(isOldFrom(caller, NOW.plusSeconds(3_600))).as("in the future").isTrue();
    assertThat(isOldFrom(caller, NOW.minusSeconds(20))).isFalse();
  }

  @Test
  void aTimeThatIsNoneIsNoProof() {
    assertThat(isOldFrom(since(NOW), Map.of("seconds", 1))).isTrue();
  }

  private boolean isOldFrom(Caller caller, @Nullable Object authenticated) {
    return proof.isOld(Proof.at(null, as(person(caller, authenticated)), caller));
  }

  private static OidcPerson person(Caller caller, @Nullable Object authenticated) {
    Map<String, Object> claims =
        authenticated == null ? Map.of("sub", "1") : Map.of("sub", "1", "auth_time", authenticated);
    return new OidcPerson(
        caller, new OidcIdToken("token", NOW.minusSeconds(1), NOW.plusSeconds(60), claims));
  }

  @Test
  void everyActOfWeightHasALineInTheTableOfEndpoints() {
    EndpointTable table = new EndpointTable();
    assertThat(new WeightyActs().all())
        .isNotEmpty()
        .allSatisfy(act ->
            assertThat(
                    table.of(
                        act.method(), act.path().getPatternString().replaceAll("\\{[^}]*}", "1")))
                .as(act.path().getPatternString())
                .hasValueSatisfying(line -> assertThat(line.path()).isEqualTo(act.path())));
  }

  @Test
  void whatTakesAwayOrOnlyReadsTakesNoProof() {
    List<String> light =
        List.of(
            "POST /settings/users/{name}/deactivate",
            "POST /settings/users/{name}/remove",
            "DELETE /api/v1/users/{name}",
            "POST /settings/keys/{id}/revoke",
            "POST /sources/{id}/probe",
            "POST /api/v1/sources/{id}/probe");
    WeightyActs acts = new WeightyActs();
    assertThat(acts.of("POST", "/remediation/R-1/approve")).isPresent();
    assertThat(acts.of("GET", "/remediation/R-1/approve")).isEmpty();
    assertThat(acts.of("POST", "/remediation/R-1/dry-run")).isEmpty();
    assertThat(light)
        .allSatisfy(line -> {
          String[] parts = line.split(" ");
          assertThat(acts.of(parts[0], parts[1].replaceAll("\\{[^}]*}", "1"))).isEmpty();
        });
  }
}
