package dev.firebreak.analytics.outlier;

import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Who is compared with whom: those of one department, of one title, of one manager, and those who
/// are given the same two or more of what at least as many are given as make a group. Persons are
/// compared with persons, services with services, agents with agents.
@SuppressWarnings("EnumOrdinal") // ways never leave the process as numbers
final class PeerGroups {

  /// In no group.
  static final int NONE = -1;

  private static final Way[] WAYS = Way.values();
  private static final int[] NOBODY = {};

  private final int first;
  private final int peers;
  private final Map<String, Integer> numbers;
  private final int[][] groups;
  private final int[][] members;
  private final int[] holders;

  private PeerGroups(
      int first,
      int peers,
      Map<String, Integer> numbers,
      int[][] groups,
      int[][] members,
      int[] holders) {
    this.first = first;
    this.peers = peers;
    this.numbers = numbers;
    this.groups = groups;
    this.members = members;
    this.holders = holders;
  }

  /// Every group, also those that are too small to judge.
  ///
  /// @param peers how many others it takes to judge
  static PeerGroups of(GraphSnapshot snapshot, Holdings holdings, int peers) {
    int[] holders = new int[snapshot.nodeCount()];
    holdings.identities().forEach(i -> Arrays.stream(holdings.of(i)).forEach(x -> holders[x]++));
    int[] identities = holdings.identities().toArray();
    int first = identities.length == 0 ? 0 : identities[0];
    int[][] groups = new int[WAYS.length][identities.length];
    PeerGroups all = new PeerGroups(first, peers, Map.of(), groups, new int[0][], holders);
    Map<String, Integer> numbers = new HashMap<>();
    for (int identity : identities) {
      for (Way way : WAYS) {
        groups[way.ordinal()][identity - first] =
            all.number(all.name(snapshot, holdings, identity, way, holders), numbers);
      }
    }
    int[] sizes = new int[numbers.size()];
    for (int[] way : groups) {
      Arrays.stream(way).filter(group -> group != NONE).forEach(group -> sizes[group]++);
    }
    int[][] members = new int[sizes.length][];
    Arrays.setAll(members, group -> new int[sizes[group]]);
    for (int row = identities.length - 1; row >= 0; row--) {
      for (int[] way : groups) {
        if (way[row] != NONE) {
          members[way[row]][--sizes[way[row]]] = first + row;
        }
      }
    }
    return new PeerGroups(first, peers, numbers, groups, members, holders);
  }

  /// The same where some identities are given other things, or come to be peers or cease to be.
  ///
  /// @param now what is given now
  /// @param changed whose holdings, activity or manager are others
  /// @param touched gets the numbers of the groups that somebody joins or leaves
  PeerGroups with(
      GraphSnapshot snapshot, Holdings before, Holdings now, BitSet changed, BitSet touched) {
    Map<Integer, Integer> moved = new HashMap<>();
    changed.stream()
        .forEach(identity -> {
          Arrays.stream(before.of(identity)).forEach(each -> moved.merge(each, -1, Integer::sum));
          Arrays.stream(now.of(identity)).forEach(each -> moved.merge(each, 1, Integer::sum));
        });
    int[] counts = holders.clone();
    BitSet asked = (BitSet) changed.clone();
    moved.forEach((node, by) -> {
      counts[node] += by;
      if (holders[node] > peers != counts[node] > peers) {
        receivers(snapshot, node).filter(now::isPeer).forEach(asked::set);
      }
    });
    Map<String, Integer> more = new HashMap<>();
    int[][] groupsNow = Arrays.stream(groups).map(int[]::clone).toArray(int[][]::new);
    Map<Integer, BitSet> joining = new HashMap<>();
    Map<Integer, BitSet> leaving = new HashMap<>();
    asked.stream()
        .forEach(identity -> {
          for (Way way : WAYS) {
            int was = groups[way.ordinal()][identity - first];
            int is = number(name(snapshot, now, identity, way, counts), more);
            if (was != is) {
              groupsNow[way.ordinal()][identity - first] = is;
              if (was != NONE) {
                leaving.computeIfAbsent(was, _ -> new BitSet()).set(identity);
                touched.set(was);
              }
              if (is != NONE) {
                joining.computeIfAbsent(is, _ -> new BitSet()).set(identity);
                touched.set(is);
              }
            }
          }
        });
    int[][] membersNow = Arrays.copyOf(members, members.length + more.size());
    touched.stream()
        .forEach(group -> {
          BitSet in = joining.getOrDefault(group, new BitSet());
          BitSet out = leaving.getOrDefault(group, new BitSet());
          int[] known = group < members.length ? members[group] : NOBODY;
          membersNow[group] =
              IntStream.concat(Arrays.stream(known).filter(i -> !out.get(i)), in.stream())
                  .sorted()
                  .toArray();
        });
    return new PeerGroups(first, peers, numbers, groupsNow, membersNow, counts);
  }

  /// The identities that are given something directly.
  private static IntStream receivers(GraphSnapshot snapshot, int node) {
    return into(snapshot, node)
        .filter(e -> Holdings.gives(snapshot.edgeKind(e)))
        .map(snapshot::from)
        .flatMap(account ->
            into(snapshot, account)
                .filter(e -> snapshot.edgeKind(e) == EdgeKind.OWNS)
                .map(snapshot::from));
  }

  private static IntStream into(GraphSnapshot snapshot, int node) {
    return IntStream.range(snapshot.firstIn(node), snapshot.endIn(node))
        .map(snapshot::in)
        .filter(snapshot::isReach);
  }

  private int number(@Nullable String name, Map<String, Integer> more) {
    if (name == null) {
      return NONE;
    }
    Integer known = numbers.get(name);
    return known == null ? more.computeIfAbsent(name, _ -> members.length + more.size()) : known;
  }

  /// What tells the group of an identity from others; null where it is in none.
  private @Nullable String name(
      GraphSnapshot snapshot, Holdings holdings, int identity, Way way, int[] counts) {
    if (!holdings.isPeer(identity)) {
      return null;
    }
    String value;
    if (way == Way.ACCESS) {
      int[] common =
          Arrays.stream(holdings.of(identity)).filter(each -> counts[each] > peers).toArray();
      value = common.length > 1 ? Arrays.toString(common) : null;
    } else if (way == Way.MANAGER) {
      int above = manager(snapshot, identity);
      value = above < 0 ? null : snapshot.key(above);
    } else {
      value = shown(snapshot, identity, way);
    }
    return value == null || value.isBlank()
        ? null
        : way
            + " "
            + snapshot.identityKind(identity)
            + " "
            + value.strip().toLowerCase(Locale.ROOT);
  }

  private static int manager(GraphSnapshot snapshot, int identity) {
    return IntStream.range(snapshot.firstOut(identity), snapshot.endOut(identity))
        .filter(e -> snapshot.holds(e) && snapshot.edgeKind(e) == EdgeKind.REPORTS_TO)
        .map(snapshot::to)
        .findFirst()
        .orElse(-1);
  }

  /// What the peers of an identity have in common, for people.
  static @Nullable String shown(GraphSnapshot snapshot, int identity, Way way) {
    return switch (way) {
      case ACCESS -> "";
      case DEPARTMENT -> snapshot.department(identity);
      case MANAGER -> {
        int above = manager(snapshot, identity);
        yield above < 0 ? null : snapshot.name(above);
      }
      case TITLE -> snapshot.title(identity);
    };
  }

  /// How many groups there are.
  int count() {
    return members.length;
  }

  /// The group of an identity, or [#NONE].
  int of(int identity, Way way) {
    return groups[way.ordinal()][identity - first];
  }

  /// The members of a group, ascending.
  int[] members(int group) {
    return members[group];
  }

  /// Whether a group has enough members to judge.
  boolean judges(int group) {
    return members[group].length > peers;
  }

  /// The members of each group of a way that judges.
  List<int[]> judging(Way way) {
    return Arrays.stream(groups[way.ordinal()])
        .filter(group -> group != NONE && judges(group))
        .distinct()
        .mapToObj(this::members)
        .toList();
  }
}
