package dev.firebreak.remediation.plan;

import dev.firebreak.analytics.blastradius.BlastRadius;
import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// What a proposal would change, simulated on the snapshot it was made from.
///
/// @param before the blast radius of the finding's subject now
/// @param after the same, were the changes made
/// @param identitiesLosing how many identities reach less than before, the subject among them
/// @param closes the ids of the findings that would no longer hold, in order
/// @param use whether anybody used what goes
public record Effect(
    Radius before, Radius after, int identitiesLosing, List<String> closes, Use use) {

  public Effect {
    closes = List.copyOf(closes);
  }

  /// The size of a blast radius.
  ///
  /// @param count resources reached
  /// @param weighted the sum of their sensitivities
  public record Radius(int count, long weighted) {
    /// Of an account that is switched off, nothing.
    static Radius of(GraphSnapshot snapshot, int subject) {
      if (snapshot.kind(subject) == NodeKind.ACCOUNT && snapshot.active(subject) == Active.NO) {
        return new Radius(0, 0);
      }
      BlastRadius radius = BlastRadius.of(snapshot, subject);
      return new Radius(radius.count(), radius.weighted());
    }
  }

  /// How many of the memberships and grants that go were used lately.
  ///
  /// @param used used within the window, or by its season to be used again
  /// @param unused known not to have been
  /// @param unknown nobody can tell, or they are too new to tell; never to be read as unused
  public record Use(int used, int unused, int unknown) {}

  static Effect none(GraphSnapshot snapshot, int subject) {
    Radius now = Radius.of(snapshot, subject);
    return new Effect(now, now, 0, List.of(), new Use(0, 0, 0));
  }

  static Effect of(
      GraphSnapshot snapshot,
      GraphSnapshot after,
      int subject,
      Collection<Integer> identitiesLosing,
      SortedSet<String> closes,
      Use use) {
    return new Effect(
        Radius.of(snapshot, subject),
        Radius.of(after, subject),
        new TreeSet<>(identitiesLosing).size(),
        List.copyOf(closes),
        use);
  }
}
