package dev.firebreak.analytics.finding;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// The turns of phrase that stories share.
public final class Wording {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM uuuu HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private Wording() {}

  /// A kind of node with its article: `an account`.
  public static String one(NodeKind kind) {
    String word = kind.word();
    return ("aeiou".indexOf(word.charAt(0)) >= 0 ? "an " : "a ") + word;
  }

  /// What people call a source: its node's name, or its id where it has no node.
  public static String source(GraphSnapshot snapshot, String id) {
    OptionalInt node = snapshot.find(NodeKey.source(id).value());
    return node.isPresent() ? snapshot.name(node.getAsInt()) : id;
  }

  /// ` in LedgerOne`, or nothing when the source is not known.
  public static String in(GraphSnapshot snapshot, @Nullable String source) {
    return source == null ? "" : " in " + source(snapshot, source);
  }

  /// `Create vendor` inside a sentence: `create vendor`. A name that starts with an abbreviation
  /// stays.
  public static String midSentence(String name) {
    boolean word =
        name.length() > 1
            && Character.isUpperCase(name.charAt(0))
            && !Character.isUpperCase(name.charAt(1));
    return word ? Character.toLowerCase(name.charAt(0)) + name.substring(1) : name;
  }

  /// `1 identity`, `12 identities`.
  public static String identities(int count) {
    return count(count, "identity", "identities");
  }

  /// `1 day`, `214 days`.
  public static String days(long count) {
    return count(count, "day", "days");
  }

  /// `1 Dec 2026 06:00 UTC`.
  public static String time(Instant time) {
    return TIME.format(time);
  }

  /// The last safe on a path whose secret the path goes on with.
  public static Optional<AccessPath.Stop> safe(AccessPath path) {
    AccessPath.Stop safe = null;
    List<AccessPath.Stop> stops = path.stops();
    for (int i = 0; i + 1 < stops.size(); i++) {
      if (stops.get(i).kind() == NodeKind.CONTAINER
          && stops.get(i + 1).kind() == NodeKind.PRIVILEGED_ACCOUNT) {
        safe = stops.get(i);
      }
    }
    return Optional.ofNullable(safe);
  }

  /// How a path goes, in a phrase: `with a secret from the safe FIN-BATCH-PRD`, `through AP-Clerks,
  /// Finance-All`, or `directly`.
  public static String how(AccessPath path) {
    Optional<AccessPath.Stop> safe = safe(path);
    if (safe.isPresent()) {
      return "with a secret from the safe " + safe.get().name();
    }
    List<String> groups =
        path.stops().stream()
            .skip(1)
            .filter(stop -> stop.kind() == NodeKind.GROUP)
            .map(AccessPath.Stop::name)
            .toList();
    return groups.isEmpty() ? "directly" : "through " + String.join(", ", groups);
  }

  private static String count(long count, String one, String many) {
    return count + " " + (count == 1 ? one : many);
  }
}
