package dev.firebreak.analytics.slice;

import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.finding.Standing;
import dev.firebreak.analytics.run.AnalysisInputs;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.time.Instant;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A finding as it was shown, with the part of the graph that proves it.
///
/// @param slice null where none is kept
/// @param missing why there is none; null where there is one
public record Exhibit(Finding finding, @Nullable FindingSlice slice, @Nullable String missing) {

  /// How many nodes and edges a slice may have.
  public static final int MOST_NODES = 4_000;

  static final int MOST_EDGES = 12_000;

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  public Exhibit {
    if ((slice == null) == (missing == null)) {
      throw new IllegalArgumentException("a slice is there, or a reason why it is not");
    }
  }

  /// Cuts the slice of a finding out of the snapshot that it was found in. The narrowest one is
  /// taken that gives the finding again. Where the peers of a blast radius are too many to be kept,
  /// their median is told in their place.
  ///
  /// @param inputs what the analysis went by
  public static Exhibit of(Finding finding, GraphSnapshot snapshot, AnalysisInputs inputs) {
    Instant begins = finding.standing().from();
    GraphSnapshot at =
        finding.standing().state() == Standing.State.UPCOMING && begins != null
            ? snapshot.at(begins)
            : snapshot;
    Iterator<BitSet> choices = SliceNodes.choices(finding, at, inputs);
    boolean tooLarge = false;
    while (choices.hasNext()) {
      BitSet nodes = choices.next();
      if (nodes.cardinality() > MOST_NODES) {
        tooLarge = true;
        continue;
      }
      FindingSlice slice = FindingSlice.of(finding, at, nodes, inputs);
      if (slice.edges().size() > MOST_EDGES) {
        tooLarge = true;
      } else if (slice.recompute(finding).filter(again -> same(finding, again)).isPresent()) {
        return new Exhibit(finding, slice, null);
      }
    }
    if (tooLarge && finding.key().kind() == FindingKind.BLAST_RADIUS) {
      FindingSlice slice = FindingSlice.withoutPeers(finding, at, inputs);
      if (slice.nodes().size() <= MOST_NODES
          && slice.edges().size() <= MOST_EDGES
          && slice.recompute(finding).filter(again -> same(finding, again)).isPresent()) {
        return new Exhibit(finding, slice, null);
      }
    }
    return new Exhibit(
        finding,
        null,
        tooLarge
            ? "the rule compares more of the graph than is kept: over %d nodes or %d edges"
                .formatted(MOST_NODES, MOST_EDGES)
            : "the graph as it was when the plan was frozen does not show the finding");
  }

  /// Whether two findings are the same fact, as bad, by the same paths. What a slice does not hold,
  /// such as how many others are concerned, does not count.
  public static boolean same(Finding finding, Finding again) {
    return finding.key().equals(again.key())
        && finding.severity() == again.severity()
        && finding.ruleVersion() == again.ruleVersion()
        && finding.frameworks().equals(again.frameworks())
        && paths(finding).equals(paths(again));
  }

  private record Path(String title, List<String> stops, List<String> hops) {}

  private static List<Path> paths(Finding finding) {
    return finding.because().stream()
        .map(path ->
            new Path(
                path.title(),
                path.stops().stream().map(AccessPath.Stop::key).toList(),
                path.hops().stream().map(hop -> hop.kind().name()).toList()))
        .toList();
  }

  /// The finding as JSON.
  public ObjectNode findingJson() {
    return MAPPER.valueToTree(finding);
  }

  /// Reads what [#findingJson] wrote.
  ///
  /// @throws IllegalArgumentException if it is nothing that it wrote
  public static Finding finding(JsonNode json) {
    try {
      return MAPPER.treeToValue(json, Finding.class);
    } catch (RuntimeException unlike) {
      throw new IllegalArgumentException("it is not a finding as Firebreak writes it", unlike);
    }
  }

  /// The finding that the slice gives again; empty where it gives none, or there is no slice.
  public Optional<Finding> recompute() {
    return slice == null ? Optional.empty() : slice.recompute(finding);
  }
}
