package dev.firebreak.web.view;

import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.query.Query.None;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.Edge;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.ingest.correlate.Conflict;
import dev.firebreak.ingest.correlate.ManualLink;
import dev.firebreak.ingest.correlate.ManualLinks;
import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Which accounts somebody should look at: those that rules disagree about, those that belong to
/// nobody, and those that somebody decided about by hand.
@Component
public final class CorrelationPages {

  record AtMost(int limit) {}

  record Row(
      String account,
      String accountName,
      String kind,
      String rule,
      List<String> candidates,
      String why,
      ZonedDateTime since) {}

  record Counts(long conflicts, long accounts) {}

  static final Query<AtMost, Row> CONFLICTS =
      Query.read("read/correlation-conflicts", AtMost.class, Row.class);
  static final Query<None, Counts> COUNTS =
      Query.read("read/count-correlation-conflicts", None.class, Counts.class);

  private final IdentityGraph graph;
  private final CurrentGraph current;
  private final ManualLinks links;
  private final PerSnapshot<Map<Integer, Integer>> ownerships;

  CorrelationPages(IdentityGraph graph, CurrentGraph current, Clock clock) {
    this.graph = graph;
    this.current = current;
    this.ownerships = current.perSnapshot(CorrelationPages::ownerships);
    this.links = new ManualLinks(graph);
  }

  /// One thing at odds.
  ///
  /// @param candidates whom the rule finds, or whom somebody chose
  /// @param why a sentence that names them by their keys
  public record Trouble(
      Conflict.Kind kind, String rule, List<NodeRef> candidates, String why, Instant since) {

    /// Its kind in words.
    public String words() {
      return switch (kind) {
        case AMBIGUOUS -> "finds several";
        case CONTRADICTED -> "finds somebody else";
        case IDENTITY_GONE -> "given to somebody who is gone";
        case AUTHORITATIVE -> "decided by hand, but a person of its own";
      };
    }
  }

  /// An account with what is at odds about it.
  ///
  /// @param identity whose it is now; null for nobody's
  /// @param rule why
  /// @param confidence how sure that is, 0 to 100
  public record Disputed(
      NodeRef account,
      String source,
      @Nullable NodeRef identity,
      @Nullable String rule,
      @Nullable Integer confidence,
      List<Trouble> troubles) {

    /// Everybody who is in question.
    public List<NodeRef> candidates() {
      return troubles.stream().flatMap(t -> t.candidates().stream()).distinct().toList();
    }
  }

  /// An account of nobody.
  ///
  /// @param candidates whom ambiguous rules find
  public record Unmatched(
      NodeRef account,
      String source,
      String userName,
      Active active,
      String why,
      List<NodeRef> candidates) {}

  /// A decision by hand.
  ///
  /// @param there whether the account is in the graph now
  /// @param identity null for nobody
  public record ByHand(
      NodeRef account,
      boolean there,
      @Nullable NodeRef identity,
      String by,
      Instant at,
      String reason) {}

  /// @param disputedCount how many accounts are disputed; `disputed` may list fewer
  /// @param unmatchedCount how many belong to nobody; `unmatched` may list fewer
  public record CorrelationPage(
      long disputedCount,
      List<Disputed> disputed,
      int unmatchedCount,
      List<Unmatched> unmatched,
      List<ByHand> byHand) {}

  /// As things are now.
  ///
  /// @param limit how many conflicts, and how many accounts of nobody, are listed at most
  public CorrelationPage now(int limit) {
    GraphSnapshot snapshot = current.snapshot();
    SourceNames names = SourceNames.of(snapshot);
    Map<Integer, Integer> owned = ownerships.of(snapshot);
    Map<String, ManualLink> decided = new LinkedHashMap<>();
    links.all().forEach(link -> decided.put(link.account(), link));
    List<Disputed> disputed = disputed(snapshot, names, owned, limit);
    Map<String, Disputed> byAccount = new HashMap<>();
    disputed.forEach(each -> byAccount.put(each.account().key(), each));
    List<Node> nobodys =
        snapshot
            .nodes(NodeKind.ACCOUNT)
            .filter(account -> !owned.containsKey(account))
            .mapToObj(snapshot::node)
            .toList();
    return new CorrelationPage(
        graph.ask(COUNTS, None.NONE).getFirst().accounts(),
        disputed,
        nobodys.size(),
        nobodys.stream()
            .sorted(
                Comparator.comparing((Node node) -> names.of(node.source()))
                    .thenComparing(Node::name)
                    .thenComparing(Node::key))
            .limit(limit)
            .map(node -> unmatched(node, names, decided.get(node.key()), byAccount.get(node.key())))
            .toList(),
        decided.values().stream().map(link -> byHand(snapshot, link)).toList());
  }

  /// The key of the one identity that is meant by its key, name, user name or e-mail.
  ///
  /// @throws NotUnderstood if none is or several are
  public String identity(String text) {
    GraphSnapshot snapshot = current.snapshot();
    String wanted = text.strip();
    List<Node> meant =
        snapshot
            .nodes(NodeKind.IDENTITY)
            .mapToObj(snapshot::node)
            .filter(node -> node.key().equals(wanted))
            .toList();
    if (meant.isEmpty() && !wanted.isEmpty()) {
      meant =
          snapshot
              .nodes(NodeKind.IDENTITY)
              .mapToObj(snapshot::node)
              .filter(node ->
                  wanted.equalsIgnoreCase(node.name())
                      || wanted.equalsIgnoreCase(node.userName())
                      || wanted.equalsIgnoreCase(node.email()))
              .toList();
    }
    if (meant.size() != 1) {
      throw new NotUnderstood(
          wanted.isEmpty()
              ? "Say whose the account is: by name, user name, e-mail or key."
              : meant.isEmpty()
                  ? "Nobody has the name, user name, e-mail or key '%s'.".formatted(wanted)
                  : "'%s' may be any of %s. Use the key."
                      .formatted(
                          wanted,
                          meant.stream()
                              .map(Node::key)
                              .sorted()
                              .collect(Collectors.joining(", "))));
    }
    return meant.getFirst().key();
  }

  private List<Disputed> disputed(
      GraphSnapshot snapshot, SourceNames names, Map<Integer, Integer> owned, int limit) {
    Map<String, List<Row>> rows = new LinkedHashMap<>();
    for (Row row : graph.ask(CONFLICTS, new AtMost(limit))) {
      rows.computeIfAbsent(row.account(), _ -> new ArrayList<>()).add(row);
    }
    List<Disputed> all = new ArrayList<>();
    rows.forEach((key, troubles) -> {
      NodeRef account =
          NodeRef.of(snapshot, key, NodeKind.ACCOUNT, troubles.getFirst().accountName());
      int index = snapshot.find(key).orElse(-1);
      Integer owns = owned.get(index);
      Edge edge = owns == null ? null : snapshot.edge(owns);
      all.add(
          new Disputed(
              account,
              index < 0 ? "" : names.of(snapshot.source(index)),
              edge == null ? null : NodeRef.of(snapshot, edge.from()),
              edge == null ? null : edge.rule(),
              edge == null ? null : edge.confidence(),
              troubles.stream().map(row -> trouble(snapshot, row)).toList()));
    });
    return List.copyOf(all);
  }

  private static Trouble trouble(GraphSnapshot snapshot, Row row) {
    return new Trouble(
        Conflict.Kind.valueOf(row.kind()),
        row.rule(),
        row.candidates().stream().map(key -> identityRef(snapshot, key)).toList(),
        row.why(),
        row.since().toInstant());
  }

  private static Unmatched unmatched(
      Node account, SourceNames names, @Nullable ManualLink decided, @Nullable Disputed disputed) {
    String userName = account.userName();
    return new Unmatched(
        NodeRef.of(account),
        names.of(account.source()),
        userName == null ? "" : userName,
        account.active(),
        decided != null && decided.identity() == null
            ? "%s says that it is nobody's: %s".formatted(decided.by(), decided.reason())
            : disputed == null
                ? "no rule finds anybody"
                : disputed.troubles().stream()
                    .map(trouble -> trouble.rule() + " " + trouble.words())
                    .collect(Collectors.joining("; ")),
        disputed == null ? List.of() : disputed.candidates());
  }

  private static ByHand byHand(GraphSnapshot snapshot, ManualLink link) {
    String identity = link.identity();
    return new ByHand(
        NodeRef.of(snapshot, link.account(), NodeKind.ACCOUNT, link.account()),
        snapshot.find(link.account()).isPresent(),
        identity == null ? null : identityRef(snapshot, identity),
        link.by(),
        link.at(),
        link.reason());
  }

  private static NodeRef identityRef(GraphSnapshot snapshot, String key) {
    return NodeRef.of(snapshot, key, NodeKind.IDENTITY, key);
  }

  /// By the index of an account, the edge that says whose it is.
  private static Map<Integer, Integer> ownerships(GraphSnapshot snapshot) {
    Map<Integer, Integer> edges = new HashMap<>();
    snapshot.edges(EdgeKind.OWNS).forEach(e -> edges.putIfAbsent(snapshot.to(e), e));
    return edges;
  }
}
