package dev.firebreak.analytics.toxic;

import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.Wording;
import dev.firebreak.analytics.toxic.HoldingTime.Span;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Tells a toxic combination in one sentence: who can do what, and with whose secret; and from when
/// or until when.
final class Story {

  private Story() {}

  /// A function and the paths that let the subject do it, at least one.
  record Told(SodFunction function, List<AccessPath> paths) {}

  /// The sentence.
  ///
  /// @param at the instant that it is told for
  static String of(
      GraphSnapshot snapshot, Node subject, int affected, List<Told> all, Span span, Instant at) {
    String who = who(snapshot, subject, affected);
    StringBuilder story = new StringBuilder();
    if (span.from() != null && at.isBefore(span.from())) {
      story
          .append("From ")
          .append(Wording.time(span.from()))
          .append(" on, ")
          .append(
              switch (subject.kind()) {
                case IDENTITY, SOURCE -> who;
                case ACCOUNT, GROUP, ENTITLEMENT, CONTAINER, PRIVILEGED_ACCOUNT ->
                    Wording.midSentence(who);
              });
    } else {
      story.append(who);
    }
    story.append(" can").append(functions(snapshot, all));
    if (span.until() != null) {
      story.append(", until ").append(Wording.time(span.until()));
    }
    return story.append('.').toString();
  }

  /// What can be done, each part after a space.
  static String functions(GraphSnapshot snapshot, List<Told> all) {
    StringBuilder story = new StringBuilder();
    Set<String> told = new HashSet<>();
    for (int i = 0; i < all.size(); i++) {
      List<AccessPath> paths = all.get(i).paths();
      if (i > 0) {
        story.append(i == all.size() - 1 ? " and" : ",");
      }
      paths.stream()
          .map(Wording::safe)
          .flatMap(Optional::stream)
          .filter(safe -> told.add(safe.key()))
          .findFirst()
          .ifPresent(safe -> {
            if (!story.isEmpty() && story.charAt(story.length() - 1) != ',') {
              story.append(',');
            }
            story.append(" with a secret from the safe ").append(safe.name()).append(',');
          });
      story
          .append(' ')
          .append(Wording.midSentence(all.get(i).function().name()))
          .append(Wording.in(snapshot, paths.getFirst().last().source()));
    }
    return story.toString();
  }

  static String who(GraphSnapshot snapshot, Node subject, int affected) {
    String people = " (" + Wording.identities(affected) + ")";
    return switch (subject.kind()) {
      case IDENTITY, SOURCE -> subject.name();
      case ACCOUNT -> "The account " + subject.name() + Wording.in(snapshot, subject.source());
      case GROUP -> "Members of " + subject.name() + people;
      case ENTITLEMENT -> "Holders of " + subject.name() + people;
      case CONTAINER -> "Whoever opens the safe " + subject.name() + people;
      case PRIVILEGED_ACCOUNT -> "Whoever holds the secret of " + subject.name() + people;
    };
  }
}
