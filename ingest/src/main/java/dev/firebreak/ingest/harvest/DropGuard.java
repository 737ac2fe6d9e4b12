package dev.firebreak.ingest.harvest;

import dev.firebreak.ingest.harvest.HarvestQueries.Accepted;
import dev.firebreak.ingest.harvest.HarvestReceipt.Part;
import dev.firebreak.scim.resource.ResourceType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Decides whether a harvest that read everything lacks so much that it is not believed: a token
/// that may see less than before, or a server that hides members, answers 200 all the same.
///
/// A loss is too much when it is more than `maxDrop` percent **and** at least [#FEW] resources of
/// one type, or more than half of them: one of ten in a tiny source is no cause for alarm, all of
/// three are. Both what an endpoint gave is compared with the last harvest that was followed, and
/// what would be swept with what is known, since a source that hands out new ids loses everything
/// without giving less. Memberships and grants change faster: they count from [#MANY] on, at half
/// of them.
final class DropGuard {

  /// How many nodes of a type were known before, and how many of those were not seen now.
  record Unseen(String type, long known, long unseen) {}

  /// Fewer losses than this are only too much when they are more than half.
  static final int FEW = 5;

  /// Fewer memberships and grants lost than this are never too much.
  static final int MANY = 20;

  private static final double HALF = 50;

  private final double maxDrop;
  private final List<String> drops = new ArrayList<>();

  /// @param maxDrop percent, 0 to 100; 100 lets everything pass
  private DropGuard(double maxDrop) {
    this.maxDrop = maxDrop;
  }

  /// What is missing, as a clause; empty when the harvest can be believed.
  ///
  /// @param last the endpoints of the last harvest that was followed; none before the first
  /// @param access memberships and grants that the source states now
  static Optional<String> judge(
      double maxDrop, List<Accepted> last, List<Part> parts, List<Unseen> unseen, long access) {
    if (last.isEmpty()) {
      return Optional.empty();
    }
    DropGuard guard = new DropGuard(maxDrop);
    Map<String, Integer> now = new HashMap<>();
    parts.forEach(part -> now.put(part.endpoint(), part.distinct()));
    Set<String> less = new HashSet<>();
    for (Accepted before : last) {
      String endpoint = before.endpoint();
      Integer came = endpoint == null ? null : now.get(endpoint);
      if (endpoint != null && came != null && guard.tooMuch(before.seen() - came, before.seen())) {
        less.add(endpoint);
        guard.drop("%s gave %,d where %,d came before", came, before.seen(), endpoint);
      }
    }
    for (Unseen type : unseen) {
      boolean told =
          ResourceType.named(type.type())
              .map(ResourceType::endpoint)
              .filter(less::contains)
              .isPresent();
      if (!told && guard.tooMuch(type.unseen(), type.known())) {
        guard.drop(
            "%s: only %,d of %,d known are left",
            type.known() - type.unseen(), type.known(), type.type());
      }
    }
    long before = last.getFirst().access();
    if (before - access >= MANY && share(before - access, before) > Math.max(HALF, maxDrop)) {
      guard.drop("%s: %,d where %,d were stated before", access, before, "memberships and grants");
    }
    return guard.drops.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", guard.drops));
  }

  private boolean tooMuch(long lost, long before) {
    return lost > 0 && share(lost, before) > maxDrop && (lost >= FEW || share(lost, before) > HALF);
  }

  private void drop(String clause, long now, long before, String what) {
    drops.add(
        clause.formatted(what, now, before)
            + " (%.1f %% fewer)".formatted(share(before - now, before)));
  }

  private static double share(long lost, long before) {
    return 100.0 * lost / before;
  }
}
