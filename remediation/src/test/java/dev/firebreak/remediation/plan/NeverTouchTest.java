package dev.firebreak.remediation.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.model.IdentityKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.Node;
import dev.firebreak.scim.resource.ScimResource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// By which of its names somebody is spared.
class NeverTouchTest {

  private static Node node(String id, String userName, String name) {
    return new Node(
        NodeKind.ACCOUNT,
        "hr/User/" + id,
        name,
        "hr",
        "User",
        id,
        Active.YES,
        IdentityKind.UNKNOWN,
        0,
        false,
        null,
        false,
        userName,
        null,
        null,
        null,
        null,
        null);
  }

  @Test
  void aNodeIsSparedByItsIdItsUserNameOrItsName() {
    NeverTouch list = NeverTouch.of("Break-Glass", "U7");
    assertThat(list.match(node("u7", "x", "X"))).contains("u7");
    assertThat(list.match(node("u8", "BREAK-glass", "X"))).contains("BREAK-glass");
    assertThat(list.match(node("u8", "x", "break-glass"))).contains("break-glass");
    assertThat(list.match(node("u8", "x", "X"))).isEmpty();
    assertThat(list.match(node(null, null, "U7"))).contains("U7");
    assertThat(list.isEmpty()).isFalse();
    assertThat(NeverTouch.NONE.isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "userName", "externalId", "displayName", "name", "display"})
  void aResourceIsSparedByAnyOfItsNames(String attribute) {
    ScimResource resource = ScimResource.parse("{\"%s\":\"GLASS\"}".formatted(attribute));
    assertThat(NeverTouch.of("glass").match(resource)).contains("GLASS");
    assertThat(NeverTouch.of("grass").match(resource)).isEmpty();
  }

  @Test
  void ofSeveralNamesTheFirstThatIsListedIsTold() {
    assertThat(NeverTouch.of("b", "c").match(List.of("a", "C", "b"))).contains("C");
    assertThat(NeverTouch.NONE.match(List.of("a"))).isEmpty();
  }
}
