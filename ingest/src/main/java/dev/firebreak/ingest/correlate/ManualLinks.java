package dev.firebreak.ingest.correlate;

import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.query.Query.None;
import dev.firebreak.graph.store.IdentityGraph;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What people decided of accounts by hand, kept in the graph beside the nodes that a harvest
/// writes: no sweep takes it. What it changes comes with the next correlation.
public final class ManualLinks {

  /// The shortest reason that says something, in characters.
  public static final int SHORTEST_REASON = 4;

  record Row(
      String account, @Nullable String identity, String by, ZonedDateTime at, String reason) {
    ManualLink link() {
      return new ManualLink(account, identity, by, at.toInstant(), reason);
    }
  }

  record OfAccount(String account) {}

  record Pair(String account, @Nullable String identity) {}

  record Linkable(String source, boolean identityThere) {}

  static final Query<None, Row> ALL = Query.read("ingest/manual-links", None.class, Row.class);
  static final Query<ManualLink, None> SAVE =
      Query.write("ingest/save-manual-link", ManualLink.class, None.class);
  static final Query<None, None> FORGET =
      Query.write("ingest/forget-manual-links", None.class, None.class);
  static final Query<OfAccount, None> WITHDRAW =
      Query.write("ingest/withdraw-manual-link", OfAccount.class, None.class);
  static final Query<Pair, Linkable> LINKABLE =
      Query.read("ingest/linkable", Pair.class, Linkable.class);

  private final IdentityGraph graph;

  public ManualLinks(IdentityGraph graph) {
    this.graph = graph;
  }

  /// Why a decision cannot be made. The message is one sentence for whoever asked.
  public static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// Whether the account or the identity is not there, rather than the request not allowed.
    private final boolean missing;

    Refused(String message, boolean missing) {
      super(message);
      this.missing = missing;
    }

    /// Whether what the decision is about does not exist.
    public boolean missing() {
      return missing;
    }
  }

  /// All decisions, by account.
  public List<ManualLink> all() {
    return graph.ask(ALL, None.NONE).stream().map(Row::link).toList();
  }

  static List<ManualLink> all(IdentityGraph.Writing write) {
    return write.ask(ALL, None.NONE).stream().map(Row::link).toList();
  }

  /// Gives an account to an identity, or to nobody, in place of what was decided before.
  ///
  /// @param identity key of the identity; null for nobody
  /// @param authoritative ids of the sources of people, whose accounts are not for anybody to give
  /// @param evidence called with the reason when it is known to be possible, before it is kept, and
  ///   tells when that was; what it throws leaves everything as it was
  /// @return the decision as it is kept
  /// @throws Refused if the account or the identity is not in the graph, the account is one of a
  ///   source of people, or the reason says nothing
  public ManualLink decide(
      String account,
      @Nullable String identity,
      String by,
      String reason,
      Set<String> authoritative,
      Function<String, Instant> evidence) {
    String why = said(reason);
    Linkable found =
        graph.ask(LINKABLE, new Pair(account, identity)).stream()
            .findFirst()
            .orElseThrow(
                () -> new Refused("There is no account with the key " + account + ".", true));
    if (authoritative.contains(found.source())) {
      throw new Refused(
          "The account %s is of source %s, which says who is a person; it is one of its own."
              .formatted(account, found.source()),
          false);
    }
    if (identity != null && !found.identityThere()) {
      throw new Refused("There is no identity with the key " + identity + ".", true);
    }
    Instant at = evidence.apply(why).truncatedTo(ChronoUnit.MILLIS);
    ManualLink link = new ManualLink(account, identity, by, at, why);
    graph.apply(SAVE, link);
    return link;
  }

  /// Takes back what was decided of an account by hand, so that the rules decide again. The account
  /// need not be there.
  ///
  /// @param evidence called before anything is forgotten
  /// @throws Refused if nothing was decided by hand, or the reason says nothing
  public void withdraw(String account, String reason, Consumer<String> evidence) {
    String why = said(reason);
    if (all().stream().noneMatch(link -> link.account().equals(account))) {
      throw new Refused("Nothing was decided by hand of the account %s.".formatted(account), true);
    }
    evidence.accept(why);
    graph.apply(WITHDRAW, new OfAccount(account));
  }

  /// Puts these in the place of all decisions, in one transaction.
  public void replaceAll(List<ManualLink> links) {
    graph.inOneTransaction(write -> {
      write.apply(FORGET, None.NONE);
      links.forEach(link -> write.apply(SAVE, link));
      return links;
    });
  }

  private static String said(String reason) {
    String why = reason.strip();
    if (why.length() < SHORTEST_REASON) {
      throw new Refused(
          "Say why, in %d characters or more: it is kept as evidence.".formatted(SHORTEST_REASON),
          false);
    }
    return why;
  }
}
