package dev.firebreak.graph.snapshot;

import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.model.IdentityKind;
import dev.firebreak.graph.schema.NodeKind;
import java.util.List;

/// The small properties of a node in one number: kind (3 bits), activity (2), what stands behind it
/// (2), crown jewel, right, where its id is told (2), and the sensitivity above.
@SuppressWarnings("EnumOrdinal") // files with other kinds have another version
final class NodeState {

  /// It has no id.
  static final int ID_NONE = 0;

  /// The id is the last part of the key.
  static final int ID_OF_KEY = 1;

  /// The id is in a column of its own.
  static final int ID_OWN = 2;

  private static final List<Active> ACTIVE = List.of(Active.values());
  private static final List<IdentityKind> IDENTITIES = List.of(IdentityKind.values());
  private static final int SENSITIVITY = 11;

  private NodeState() {}

  /// @throws IllegalArgumentException if the sensitivity has more than 21 bits
  static int of(
      NodeKind kind,
      Active active,
      IdentityKind identityKind,
      boolean crownJewel,
      boolean right,
      int id,
      int sensitivity) {
    if (sensitivity << SENSITIVITY >> SENSITIVITY != sensitivity) {
      throw new IllegalArgumentException("a sensitivity is 0 to 100, not " + sensitivity);
    }
    return kind.ordinal()
        | active.ordinal() << 3
        | identityKind.ordinal() << 5
        | (crownJewel ? 1 << 7 : 0)
        | (right ? 1 << 8 : 0)
        | id << 9
        | sensitivity << SENSITIVITY;
  }

  static int kind(int state) {
    return state & 7;
  }

  static Active active(int state) {
    return ACTIVE.get(state >> 3 & 3);
  }

  static IdentityKind identityKind(int state) {
    return IDENTITIES.get(state >> 5 & 3);
  }

  static boolean crownJewel(int state) {
    return (state & 1 << 7) != 0;
  }

  static boolean right(int state) {
    return (state & 1 << 8) != 0;
  }

  static int id(int state) {
    return state >> 9 & 3;
  }

  static int sensitivity(int state) {
    return state >> SENSITIVITY;
  }
}
