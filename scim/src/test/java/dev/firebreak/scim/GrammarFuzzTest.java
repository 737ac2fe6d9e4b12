package dev.firebreak.scim;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.firebreak.scim.filter.FilterSyntaxException;
import dev.firebreak.scim.filter.ScimFilter;
import dev.firebreak.scim.filter.ScimPath;
import dev.firebreak.scim.patch.PatchRefused;
import dev.firebreak.scim.patch.PatchRequest;
import dev.firebreak.scim.resource.Assigned;
import dev.firebreak.scim.resource.AttributeRules;
import dev.firebreak.scim.resource.ScimFailure;
import dev.firebreak.scim.resource.ScimResource;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Whatever bytes come, a parser answers or refuses, and what it has read it prints and reads
/// again.
///
/// A plain build tries the inputs kept beside this class; `mvn -Pfuzz -pl scim -am test
/// -Dtest='GrammarFuzzTest#aFilter'` looks for new ones, one target per run.
class GrammarFuzzTest {
  private static final ScimResource USER =
      ScimResource.parse(
          """
          {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User", "urn:example:custom:2.0"],
           "id": "1", "userName": "ana", "title": "Clerk", "active": true, "logins": 7,
           "name": {"givenName": "Ana", "familyName": "Lund"}, "rights": ["Use", "List"],
           "emails": [{"type": "work", "value": "w", "primary": true}, {"type": "home", "value": "h"}],
           "urn:example:custom:2.0": {"days": 1, "tags": ["a"]},
           "meta": {"lastModified": "2026-01-02T03:04:05Z"}}
          """);

  /// A patch may list another schema, and with it other rules; the way back follows the user's.
  private static final AttributeRules RULES = AttributeRules.of(USER);

  @FuzzTest(maxDuration = "60s")
  void aFilter(byte[] bytes) {
    ScimFilter filter;
    try {
      filter = ScimFilter.parse(text(bytes));
    } catch (FilterSyntaxException e) {
      assertThat(e.position()).isBetween(0, text(bytes).length());
      assertThat(e.getMessage().length()).isLessThan(1000);
      return;
    }
    assertThat(ScimFilter.parse(filter.print())).isEqualTo(filter);
    boolean verdict = filter.matches(USER);
    assertThat(new ScimFilter.Not(filter).matches(USER)).isEqualTo(!verdict);
  }

  @FuzzTest(maxDuration = "60s")
  void aPath(byte[] bytes) {
    try {
      ScimPath path = ScimPath.parse(text(bytes));
      assertThat(ScimPath.parse(path.print())).isEqualTo(path);
    } catch (FilterSyntaxException e) {
      assertThat(e.position()).isBetween(0, text(bytes).length());
    }
  }

  @FuzzTest(maxDuration = "60s")
  void aPatch(byte[] bytes) {
    PatchRequest patch;
    ScimResource after;
    try {
      patch = PatchRequest.parse(text(bytes));
      assertThat(PatchRequest.parse(patch.toJson()).toJson()).isEqualTo(patch.toJson());
      after = patch.applyTo(USER);
    } catch (PatchRefused e) {
      return;
    }
    Optional<PatchRequest> inverse;
    try {
      inverse = patch.inverse(USER);
    } catch (PatchRefused e) {
      return;
    }
    ScimResource back = inverse.map(request -> request.applyTo(after, RULES)).orElse(after);
    assertThat(state(back)).isEqualTo(state(USER));
  }

  @FuzzTest(maxDuration = "60s")
  void aResource(byte[] bytes) {
    ScimResource resource;
    try {
      resource = ScimResource.parse(text(bytes));
    } catch (ScimFailure e) {
      assertThat(e.kind()).isEqualTo(ScimFailure.Kind.MALFORMED);
      return;
    }
    JsonNode state = state(resource);
    assertThat(Assigned.state(state)).isEqualTo(state);
    assertThat(PatchRequest.between(resource, resource)).isEmpty();
    for (var attribute : resource.values("Resources")) {
      ScimFilter.parse("id pr and not (emails[value co \"a\"])").matches(attribute);
    }
    resource.texts("emails.value");
    resource.flag("active");
  }

  private static JsonNode state(ScimResource resource) {
    return Assigned.state(resource.body());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
