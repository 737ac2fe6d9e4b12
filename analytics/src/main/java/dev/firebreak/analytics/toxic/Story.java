package dev.firebreak.analytics.toxic;

import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.Wording;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Tells a toxic combination in one sentence: who can do what, and with whose secret.
final class Story {

  private Story() {}

  /// The sentence.
  ///
  /// @param paths one for each function, titled with the function's name
  static String of(GraphSnapshot snapshot, Node subject, int affected, List<AccessPath> paths) {
    StringBuilder story = new StringBuilder(who(snapshot, subject, affected)).append(" can");
    Set<String> told = new HashSet<>();
    for (int i = 0; i < paths.size(); i++) {
      AccessPath path = paths.get(i);
      if (i > 0) {
        story.append(i == paths.size() - 1 ? " and" : ",");
      }
      Wording.safe(path)
          .filter(safe -> told.add(safe.key()))
          .ifPresent(safe -> {
            if (story.charAt(story.length() - 1) != ',') {
              story.append(',');
            }
            story.append(" with a secret from the safe ").append(safe.name()).append(',');
          });
      story
          .append(' ')
          .append(Wording.midSentence(path.title()))
          .append(Wording.in(snapshot, path.last().source()));
    }
    return story.append('.').toString();
  }

  private static String who(GraphSnapshot snapshot, Node subject, int affected) {
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
