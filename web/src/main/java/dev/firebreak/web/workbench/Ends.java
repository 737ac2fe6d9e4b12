package dev.firebreak.web.workbench;

import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.web.view.CurrentGraph;
import dev.firebreak.web.view.NotUnderstood;
import dev.firebreak.web.view.SearchPages;
import dev.firebreak.web.view.SearchPages.Hit;
import dev.firebreak.web.whatif.Basket;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Makes of what people type the node that they mean.
@Component
public final class Ends {

  private static final int OFFERED = 12;

  private final CurrentGraph current;
  private final SearchPages search;

  Ends(CurrentGraph current, SearchPages search) {
    this.current = current;
    this.search = search;
  }

  /// Nodes that somebody may mean by what they have typed so far.
  public List<Hit> offered(String typed) {
    return search.of(typed, null).hits().stream().limit(OFFERED).toList();
  }

  /// The key of the node that is meant: by its key, or by a name that only it has.
  ///
  /// @throws NotUnderstood if that is none, or more than one
  public String key(String typed) {
    String text = typed.strip();
    if (text.isEmpty()) {
      throw new NotUnderstood("Name both ends: part of a name, then choose; or a key.");
    }
    if (current.snapshot().find(text).isPresent()) {
      return text;
    }
    List<Hit> hits = search.of(text, null).hits();
    List<Hit> exact =
        hits.stream().filter(hit -> hit.node().name().equalsIgnoreCase(text)).toList();
    List<Hit> meant = exact.isEmpty() ? hits : exact;
    if (meant.size() == 1) {
      return meant.getFirst().node().key();
    }
    throw new NotUnderstood(
        meant.isEmpty()
            ? "Nothing in the graph is called %s.".formatted(text)
            : "%s is one of several: %s%s. Give the key of the one you mean."
                .formatted(
                    text,
                    meant.stream()
                        .limit(4)
                        .map(hit -> "%s %s".formatted(hit.node().kind().word(), hit.node().key()))
                        .collect(Collectors.joining(", ")),
                    meant.size() > 4 ? ", …" : ""));
  }

  /// The edge that would be there if one node got another: a membership of a group, a grant of
  /// anything else. For an identity it begins at its one account in the source of what it gets.
  ///
  /// @throws NotUnderstood if there is no such account, or no such edge can be
  public Basket.Item added(String fromTyped, String toTyped) {
    GraphSnapshot snapshot = current.snapshot();
    int to = snapshot.find(key(toTyped)).orElseThrow();
    int from = snapshot.find(key(fromTyped)).orElseThrow();
    EdgeKind kind =
        switch (snapshot.kind(to)) {
          case GROUP -> EdgeKind.MEMBER_OF;
          case ENTITLEMENT -> EdgeKind.HOLDS;
          case IDENTITY, ACCOUNT, CONTAINER, PRIVILEGED_ACCOUNT, SOURCE ->
              throw new NotUnderstood(
                  "%s is a %s. What is added leads to a group or an entitlement; for a safe, to a right on it."
                      .formatted(snapshot.name(to), snapshot.kind(to).word()));
        };
    if (snapshot.kind(from) == NodeKind.IDENTITY) {
      from = account(snapshot, from, to);
    }
    return new Basket.Item(true, kind, snapshot.key(from), snapshot.key(to));
  }

  private static int account(GraphSnapshot snapshot, int identity, int to) {
    String source = snapshot.source(to);
    List<Integer> accounts = new ArrayList<>();
    snapshot.forEachOut(
        identity,
        edge -> {
          int account = snapshot.to(edge);
          if (snapshot.edgeKind(edge) == EdgeKind.OWNS
              && source != null
              && source.equals(snapshot.source(account))) {
            accounts.add(account);
          }
        });
    if (accounts.size() != 1) {
      throw new NotUnderstood(
          "%s has %s in the source of %s. Name the account that would get it."
              .formatted(
                  snapshot.name(identity),
                  accounts.isEmpty() ? "no account" : accounts.size() + " accounts",
                  snapshot.name(to)));
    }
    return accounts.getFirst();
  }
}
