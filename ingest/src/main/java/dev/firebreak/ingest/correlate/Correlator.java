package dev.firebreak.ingest.correlate;

import dev.firebreak.graph.model.RunStamp;
import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.query.Query.None;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.ingest.correlate.Correlation.IdentityLink;
import dev.firebreak.ingest.correlate.Correlation.IdentityRow;
import dev.firebreak.ingest.correlate.Correlation.ReportingLine;
import dev.firebreak.ingest.source.CorrelationRule;
import dev.firebreak.ingest.source.SourceConfig;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Brings identities, their links, the sign-ins of privileged accounts and the groups that stand
/// for another source's up to date with the accounts and groups that the graph has now. All of it
/// or nothing is written. What could not be decided is kept as well.
public final class Correlator {

  record Identities(List<IdentityRow> rows, String stamp, Instant at) {}

  record Links(List<IdentityLink> rows, String stamp, Instant at) {}

  record Lines(List<ReportingLine> rows, String stamp, Instant at) {}

  record Conflicts(List<ConflictRow> rows, String stamp, Instant at) {}

  record ConflictRow(
      String key, String account, String kind, String rule, List<String> candidates, String why) {
    static ConflictRow of(Conflict conflict) {
      return new ConflictRow(
          conflict.key(),
          conflict.account(),
          conflict.kind().name(),
          conflict.rule(),
          conflict.candidates(),
          conflict.why());
    }
  }

  record Stamp(String stamp, Instant at) {}

  record Kept(String stamp) {}

  record Linked(long linked) {}

  record Removed(long removed) {}

  record SignIn(
      String key, String name, @Nullable String userName, @Nullable String signsInSource) {}

  record GroupLink(String key, String linkedSource, String linkedId) {}

  static final Query<None, CorrelatedAccount> ACCOUNTS =
      Query.read("ingest/accounts-to-correlate", None.class, CorrelatedAccount.class);
  static final Query<Identities, None> IDENTITIES =
      Query.write("ingest/upsert-identities", Identities.class, None.class);
  static final Query<Links, None> OWNERSHIPS =
      Query.write("ingest/upsert-ownerships", Links.class, None.class);
  static final Query<Lines, None> REPORTING =
      Query.write("ingest/upsert-reporting", Lines.class, None.class);
  static final Query<Stamp, Linked> SIGN_INS =
      Query.write("ingest/link-sign-ins", Stamp.class, Linked.class);
  static final Query<Stamp, Linked> GROUPS =
      Query.write("ingest/link-groups", Stamp.class, Linked.class);
  static final Query<Stamp, Removed> SWEEP =
      Query.write("ingest/sweep-identities", Stamp.class, Removed.class);
  static final Query<Conflicts, None> CONFLICTS =
      Query.write("ingest/record-conflicts", Conflicts.class, None.class);
  static final Query<Kept, Removed> SWEEP_CONFLICTS =
      Query.write("ingest/sweep-conflicts", Kept.class, Removed.class);
  static final Query<None, GroupLink> WITHOUT_LINK =
      Query.read("ingest/groups-without-link", None.class, GroupLink.class);
  static final Query<None, SignIn> WITHOUT_ACCOUNT =
      Query.read("ingest/sign-ins-without-account", None.class, SignIn.class);

  private final IdentityGraph graph;
  private final Clock clock;
  private final Set<String> authoritative;
  private final List<CorrelationRule> rules;

  public Correlator(
      IdentityGraph graph, Clock clock, List<SourceConfig> sources, List<CorrelationRule> rules) {
    this.graph = graph;
    this.clock = clock;
    this.authoritative =
        sources.stream()
            .filter(SourceConfig::authoritative)
            .map(SourceConfig::id)
            .collect(Collectors.toUnmodifiableSet());
    this.rules = List.copyOf(rules);
  }

  /// Correlates again.
  public Correlation correlate() {
    Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    String stamp = RunStamp.fresh();
    return graph.inOneTransaction(write -> {
      Correlation decided =
          Correlation.decide(
              write.ask(ACCOUNTS, None.NONE), authoritative, rules, ManualLinks.all(write));
      write.apply(IDENTITIES, new Identities(decided.identities(), stamp, at));
      write.apply(OWNERSHIPS, new Links(decided.links(), stamp, at));
      write.apply(REPORTING, new Lines(decided.reporting(), stamp, at));
      write.apply(SIGN_INS, new Stamp(stamp, at));
      write.apply(GROUPS, new Stamp(stamp, at));
      write.apply(SWEEP, new Stamp(stamp, at));
      write.apply(
          CONFLICTS,
          new Conflicts(decided.conflicts().stream().map(ConflictRow::of).toList(), stamp, at));
      write.apply(SWEEP_CONFLICTS, new Kept(stamp));
      return decided;
    });
  }

  /// Privileged accounts whose account is in no source that was read, each a sentence.
  public List<String> unresolvedSignIns() {
    return graph.ask(WITHOUT_ACCOUNT, None.NONE).stream()
        .map(row ->
            row.userName() == null
                ? "%s signs in to source %s, but its user name is unknown"
                    .formatted(row.key(), row.signsInSource())
                : "%s signs in as '%s' of source %s, which has no such account"
                    .formatted(row.key(), row.userName(), row.signsInSource()))
        .toList();
  }

  /// Groups that stand for a group that was not read, each a sentence: who is in them is unknown.
  public List<String> unresolvedGroups() {
    return graph.ask(WITHOUT_LINK, None.NONE).stream()
        .map(row ->
            "%s stands for group '%s' of source %s, which was not read; who is in it is unknown"
                .formatted(row.key(), row.linkedId(), row.linkedSource()))
        .toList();
  }
}
