package dev.firebreak.graph.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class NodeKeyTest {

  @Test
  void aKeyWithSlashesAndPercentSignsIsReadBackAsItWas() {
    for (String id : List.of("u1", "a/b", "50%", "%2F", "%252F", "safe:user", "Ł ó/%/")) {
      NodeKey key = new NodeKey("vault", "ContainerPermission", id);
      assertThat(NodeKey.parse(key.value())).isEqualTo(key);
    }
  }

  @Test
  void oneIdInTwoResourceTypesGivesTwoKeys() {
    assertThat(new NodeKey("vault", "Container", "27").value())
        .isNotEqualTo(new NodeKey("vault", "ContainerPermission", "27").value());
  }

  @Test
  void aKeyWithoutAnIdIsRefused() {
    assertThatThrownBy(() -> new NodeKey("vault", "User", " ")).hasMessageContaining("an id");
    assertThatThrownBy(() -> NodeKey.parse("vault/User")).hasMessageContaining("source/type/id");
  }
}
