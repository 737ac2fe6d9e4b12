package dev.firebreak.scim.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScimPathTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "members",
        "name.familyName",
        "addresses[type eq \"work\"]",
        "members[value eq \"2819c223-7f76-453a-919d-413861904646\"]",
        "members[value eq \"2819\"].displayName",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
        "urn:ietf:params:scim:schemas:cyberark:1.0:PrivilegedData.properties",
        "urn:scim:schemas:extension:custom:2.0",
        "urn:scim:schemas:extension:custom:2.0:days",
        "urn:example:vault:2.0:Safe:owners[type eq \"a\" and not (value pr)].display"
      })
  void aPathPrintsAsItWasRead(String path) {
    assertThat(ScimPath.parse(path).print()).isEqualTo(path);
  }

  @Test
  void theSubAttributeHasOnePlace() {
    assertThat(ScimPath.parse("name.familyName").sub()).isEqualTo("familyName");
    assertThat(ScimPath.parse("name.familyName").attribute().sub()).isNull();
  }

  @Test
  void aMemberIsChosenByItsQuotedValue() {
    assertThat(ScimPath.valueEquals("members", "value", "a\"] or b\\").print())
        .isEqualTo("members[value eq \"a\\\"] or b\\\\\"]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " members",
        "members ",
        "members[]",
        "members[value eq \"1\"",
        "members[value eq \"1\"]x",
        "members[value eq \"1\"].",
        "members[value eq \"1\"].a.b",
        "a.b[c pr]",
        "members.value.x"
      })
  void anythingElseIsNoPath(String path) {
    assertThatThrownBy(() -> ScimPath.parse(path)).isInstanceOf(FilterSyntaxException.class);
  }
}
