package dev.firebreak.web.view;

import dev.firebreak.analytics.finding.Acceptance;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.analytics.run.FindingSummary;
import dev.firebreak.analytics.run.StoredFinding.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All findings as an analysis and the decisions since have left them, without their paths, in
/// memory: a list, its counts and its file are made of it in one pass. Never changes.
public final class FindingTable {

  /// How many findings there are in each order, found out once for each order that is asked for.
  @SuppressWarnings("ArrayRecordComponent")
  private record Ordered(int[] rows, FindingSort.Position[] positions) {}

  private final long version;
  private final List<FindingSummary> worstFirst;
  private final Map<FindingSort, Ordered> orders = new ConcurrentHashMap<>();
  private final Map<FindingQuery, Long> counts = new ConcurrentHashMap<>();
  private final List<FindingSummary> open;
  private final Map<Severity, Integer> severities;
  private final Set<String> sources;
  private final @Nullable Instant until;
  private @Nullable FindingsByNode byNode;

  private FindingTable(long version, List<FindingSummary> worstFirst) {
    this.version = version;
    this.worstFirst = worstFirst;
    this.open = worstFirst.stream().filter(each -> each.state() == State.OPEN).toList();
    this.severities =
        open.stream()
            .collect(Collectors.toUnmodifiableMap(FindingSummary::severity, _ -> 1, Integer::sum));
    this.sources =
        worstFirst.stream()
            .flatMap(each -> each.proof().sources().stream())
            .collect(Collectors.toUnmodifiableSet());
    this.until =
        worstFirst.stream()
            .filter(each -> each.state() == State.ACCEPTED)
            .map(FindingSummary::acceptance)
            .filter(Objects::nonNull)
            .map(Acceptance::until)
            .min(Comparator.naturalOrder())
            .orElse(null);
  }

  /// The table of some findings.
  ///
  /// @param version no other table has it
  static FindingTable of(long version, Collection<FindingSummary> findings) {
    record At(FindingSort.Position position, FindingSummary finding) {}
    Comparator<FindingSort.Position> order = FindingSort.USUAL.order();
    return new FindingTable(
        version,
        findings.stream()
            .map(each -> new At(FindingSort.USUAL.position(each), each))
            .sorted((one, other) -> order.compare(one.position(), other.position()))
            .map(At::finding)
            .toList());
  }

  /// The findings of it that are left, each as it is told.
  ///
  /// @param newVersion no other table has it
  /// @param told what is told of a finding; nothing for one that is left out
  public FindingTable only(
      long newVersion, Function<FindingSummary, Optional<FindingSummary>> told) {
    return of(newVersion, worstFirst.stream().flatMap(each -> told.apply(each).stream()).toList());
  }

  /// The same with some findings as they are now.
  FindingTable with(long newVersion, List<FindingSummary> now) {
    Map<String, FindingSummary> all = new HashMap<>();
    worstFirst.forEach(each -> all.put(each.key().value(), each));
    now.forEach(each -> all.put(each.key().value(), each));
    return of(newVersion, all.values());
  }

  /// The same when acceptances have ended.
  FindingTable at(long newVersion, Instant now) {
    return of(newVersion, worstFirst.stream().map(each -> each.at(now)).toList());
  }

  /// When the first acceptance ends; null if none does.
  @Nullable Instant until() {
    return until;
  }

  /// A number that no other table of this process has.
  public long version() {
    return version;
  }

  /// Every finding, worst first.
  public List<FindingSummary> all() {
    return worstFirst;
  }

  /// Every open finding, worst first.
  public List<FindingSummary> open() {
    return open;
  }

  /// How many open findings there are of each severity that there is any of.
  Map<Severity, Integer> openBySeverity() {
    return severities;
  }

  /// Every finding in an order.
  public Stream<FindingSummary> in(FindingSort sort) {
    return Arrays.stream(ordered(sort).rows()).mapToObj(worstFirst::get);
  }

  /// The findings that match a query, in its order.
  public Stream<FindingSummary> matching(FindingQuery query, Instant now) {
    return in(query.sort()).filter(each -> query.matches(each, now));
  }

  /// How many match. The age of a finding is looked at anew with every table only.
  public long count(FindingQuery query, Instant now) {
    return counts.computeIfAbsent(
        query.sorted(FindingSort.USUAL),
        same -> worstFirst.stream().filter(each -> same.matches(each, now)).count());
  }

  /// The findings that match and come after a place in the order of the query.
  ///
  /// @param after where the findings before end; null for the first ones
  Stream<FindingSummary> after(
      FindingSort.@Nullable Position after, FindingQuery query, Instant now) {
    Ordered ordered = ordered(query.sort());
    int from = 0;
    if (after != null) {
      int at = Arrays.binarySearch(ordered.positions(), after, query.sort().order());
      from = at < 0 ? -at - 1 : at + 1;
    }
    return IntStream.range(from, ordered.rows().length)
        .mapToObj(i -> worstFirst.get(ordered.rows()[i]))
        .filter(each -> query.matches(each, now));
  }

  private Ordered ordered(FindingSort sort) {
    return orders.computeIfAbsent(sort, this::order);
  }

  private Ordered order(FindingSort sort) {
    FindingSort.Position[] at =
        worstFirst.stream().map(sort::position).toArray(FindingSort.Position[]::new);
    int[] rows =
        IntStream.range(0, at.length)
            .boxed()
            .sorted((one, other) -> sort.order().compare(at[one], at[other]))
            .mapToInt(Integer::intValue)
            .toArray();
    return new Ordered(
        rows, Arrays.stream(rows).mapToObj(i -> at[i]).toArray(FindingSort.Position[]::new));
  }

  /// The ids of all sources that state an edge of a proof.
  Set<String> sources() {
    return sources;
  }

  /// Everybody who is to work on a finding, by name.
  public List<String> assignees() {
    TreeSet<String> names = new TreeSet<>();
    worstFirst.stream().map(FindingSummary::assignee).filter(Objects::nonNull).forEach(names::add);
    return new ArrayList<>(names);
  }

  /// The places of the same among the open findings, ascending.
  IntStream openAbout(String key) {
    return byNode().of(key);
  }

  private synchronized FindingsByNode byNode() {
    FindingsByNode known = byNode;
    if (known == null) {
      known = new FindingsByNode(open);
      byNode = known;
    }
    return known;
  }

  /// The open findings that are about a node or whose proof passes it, worst first.
  public List<FindingSummary> about(String key) {
    return openAbout(key).mapToObj(open::get).toList();
  }
}
