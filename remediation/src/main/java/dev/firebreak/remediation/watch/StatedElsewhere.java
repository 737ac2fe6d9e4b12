package dev.firebreak.remediation.watch;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.remediation.plan.PlannedChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Whether an authoritative source gives a person the same access under the same name, so that a
/// synchronisation from there writes it again whenever it is taken from the target. Pure.
public final class StatedElsewhere {

  private final GraphSnapshot snapshot;
  private final Set<String> authoritative;
  private final UnaryOperator<String> names;

  /// @param authoritative the ids of the sources that say who works here
  /// @param names what people call the source with an id
  public StatedElsewhere(
      GraphSnapshot snapshot, Set<String> authoritative, UnaryOperator<String> names) {
    this.snapshot = snapshot;
    this.authoritative = authoritative;
    this.names = names;
  }

  /// What an authoritative source says of the access that a change took, in a sentence.
  public Optional<String> of(PlannedChange change) {
    return change.removals().stream()
        .flatMap(taken ->
            owners(change.principal()).stream()
                .flatMap(account -> groups(account).stream())
                .filter(held -> snapshot.name(held).equalsIgnoreCase(taken.name()))
                .filter(held -> !snapshot.key(held).equals(change.resource().value())))
        .findFirst()
        .map(held ->
            "%s still has %s in %s, and a synchronisation from there writes it again. Take it away there."
                .formatted(
                    change.principalName(),
                    snapshot.name(held),
                    names.apply(NodeKey.parse(snapshot.key(held)).source())));
  }

  /// The accounts in authoritative sources of whoever owns an account.
  private List<Integer> owners(NodeKey principal) {
    List<Integer> accounts = new ArrayList<>();
    OptionalInt node = snapshot.find(principal.value());
    if (node.isPresent() && snapshot.kind(node.getAsInt()) == NodeKind.ACCOUNT) {
      snapshot.forEachIn(
          node.getAsInt(),
          in -> {
            if (snapshot.edgeKind(in) == EdgeKind.OWNS) {
              snapshot.forEachOut(
                  snapshot.from(in),
                  out -> {
                    if (snapshot.edgeKind(out) == EdgeKind.OWNS
                        && authoritative.contains(
                            NodeKey.parse(snapshot.key(snapshot.to(out))).source())) {
                      accounts.add(snapshot.to(out));
                    }
                  });
            }
          });
    }
    return accounts;
  }

  private List<Integer> groups(int account) {
    List<Integer> held = new ArrayList<>();
    snapshot.forEachOut(
        account,
        edge -> {
          EdgeKind kind = snapshot.edgeKind(edge);
          if (kind == EdgeKind.MEMBER_OF || kind == EdgeKind.HOLDS) {
            held.add(snapshot.to(edge));
          }
        });
    return held;
  }
}
