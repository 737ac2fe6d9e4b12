package dev.firebreak.analytics.cut;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.firebreak.analytics.blastradius.BlastRadius;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What changes would do, simulated on a snapshot.
///
/// @param before the blast radius of the finding's subject now; for several findings or subjects
///   theirs, added up
/// @param after the same, were the changes made
/// @param identitiesLosing how many identities reach less than before, the subject among them
/// @param closes the ids of the findings that would no longer hold, in order
/// @param opens the findings that would begin to hold, worst first; null where the analyses were
///   not run again, so that nobody knows
/// @param use whether anybody used what goes
public record Effect(
    Radius before,
    Radius after,
    int identitiesLosing,
    List<String> closes,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Opened> opens,
    Use use) {

  public Effect {
    closes = List.copyOf(closes);
    opens = opens == null ? null : List.copyOf(opens);
  }

  /// The size of a blast radius.
  ///
  /// @param count resources reached
  /// @param weighted the sum of their sensitivities
  public record Radius(int count, long weighted) {

    /// Of nothing.
    public static final Radius NONE = new Radius(0, 0);

    /// Several added up; what more than one of them reaches counts for each.
    public static Radius sum(Stream<Radius> radii) {
      return radii.reduce(
          NONE,
          (one, other) ->
              new Radius(
                  (int) Math.min(Integer.MAX_VALUE, (long) one.count + other.count),
                  one.weighted + other.weighted));
    }

    /// Of an account that is switched off, nothing.
    public static Radius of(GraphSnapshot snapshot, int subject) {
      if (snapshot.kind(subject) == NodeKind.ACCOUNT && snapshot.active(subject) == Active.NO) {
        return NONE;
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
  public record Use(int used, int unused, int unknown) {

    /// Of nothing.
    public static final Use NONE = new Use(0, 0, 0);
  }

  /// A finding that would begin to hold.
  ///
  /// @param id its short name
  /// @param story what it says
  public record Opened(String id, FindingKind kind, Severity severity, String story) {

    /// The worst first, then by id.
    public static final Comparator<Opened> WORST_FIRST =
        Comparator.comparing(Opened::severity).thenComparing(Opened::id);

    /// What is told of a finding.
    public static Opened of(Finding finding) {
      return new Opened(finding.id(), finding.key().kind(), finding.severity(), finding.story());
    }
  }

  /// Which findings would begin to hold, if that is known.
  public Optional<List<Opened>> opened() {
    return Optional.ofNullable(opens);
  }

  /// That nothing changes for a subject.
  public static Effect none(Radius now) {
    return new Effect(now, now, 0, List.of(), List.of(), Use.NONE);
  }
}
