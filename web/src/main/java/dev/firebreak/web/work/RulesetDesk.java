package dev.firebreak.web.work;

import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.toxic.Ruleset;
import dev.firebreak.analytics.toxic.RulesetDraft;
import dev.firebreak.analytics.toxic.RulesetDraft.Problem;
import dev.firebreak.analytics.toxic.RulesetEffect;
import dev.firebreak.analytics.toxic.SodRules;
import dev.firebreak.analytics.toxic.SodRulesInvalid;
import dev.firebreak.analytics.toxic.ToxicCombinations;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.remediation.evidence.Evidence;
import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.web.config.Firebreak;
import dev.firebreak.web.rules.Judgement;
import dev.firebreak.web.rules.Rulebook;
import dev.firebreak.web.rules.RulesetFile;
import dev.firebreak.web.rules.RulesetFile.Saved;
import dev.firebreak.web.rules.RulesetRefused;
import dev.firebreak.web.rules.RulesetRefused.Reason;
import dev.firebreak.web.view.CurrentGraph;
import dev.firebreak.web.view.NotThere;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where rulesets are judged, saved and taken back: the evidence has it first, then the data
/// folder, then the analyses. One text is judged at a time.
public final class RulesetDesk {

  private static final int LONGEST = 256 * 1024;
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._ -]{0,63}");

  private record Known(GraphSnapshot snapshot, SodRules rules, List<Finding> findings) {}

  private final Firebreak firebreak;
  private final EvidenceLog evidence;
  private final CurrentGraph graph;
  private final ReentrantLock judging = new ReentrantLock();
  private @Nullable Known known;

  public RulesetDesk(Firebreak firebreak, EvidenceLog evidence, CurrentGraph graph) {
    this.firebreak = firebreak;
    this.evidence = evidence;
    this.graph = graph;
  }

  /// The rulesets in use.
  public Rulebook book() {
    return firebreak.rulebook();
  }

  /// One of them.
  ///
  /// @throws NotThere if there is none of this id
  public RulesetFile file(String id) {
    return book()
        .find(id)
        .orElseThrow(() -> new NotThere("No ruleset in use has the id " + id + "."));
  }

  /// Looks at a text. Nothing is changed.
  ///
  /// @param id the id of the ruleset in whose place it would stand; null for a new one
  /// @throws NotThere if there is no such ruleset
  public Judgement judge(@Nullable String id, String text) {
    judging.lock();
    try {
      return judged(id, normal(text));
    } finally {
      judging.unlock();
    }
  }

  private Judgement judged(@Nullable String id, String text) {
    Rulebook book = book();
    RulesetFile now = id == null ? null : file(id);
    boolean changed = now == null || !now.text().equals(text);
    RulesetDraft draft =
        text.length() > LONGEST
            ? new RulesetDraft(
                null, List.of(), List.of(new Problem(1, "The text is longer than 256 KB.")))
            : book.draft(id, text);
    Ruleset ruleset = draft.ruleset();
    if (ruleset == null) {
      return Judgement.unusable(changed, draft.problems(), draft.tests());
    }
    List<Problem> problems = changed ? unfit(now, ruleset, text) : List.of();
    if (!problems.isEmpty()) {
      return Judgement.unusable(changed, problems, draft.tests());
    }
    SodRules wanted;
    try {
      wanted = changed ? book.with(id, ruleset, text, nobody()).rules() : book.rules();
    } catch (SodRulesInvalid | IllegalArgumentException e) {
      return Judgement.unusable(
          true,
          List.of(new Problem(1, "With this text the rules do not go together: " + e.getMessage())),
          draft.tests());
    }
    GraphSnapshot snapshot = graph.snapshot();
    List<Finding> before = findings(snapshot, book.rules());
    List<Finding> after = changed ? ToxicCombinations.find(snapshot, wanted) : before;
    return new Judgement(
        changed,
        List.of(),
        draft.tests(),
        ruleset.functions().size(),
        ruleset.rules().size(),
        new SodRules(List.of(ruleset)).withoutMatch(snapshot),
        RulesetEffect.between(before, after, now == null ? null : now.ruleset(), ruleset));
  }

  /// What is wrong with a ruleset where it is to stand.
  private List<Problem> unfit(@Nullable RulesetFile now, Ruleset ruleset, String text) {
    if (now == null) {
      if (!ID.matcher(ruleset.id()).matches()) {
        return problem(
            text,
            "id",
            "The id %s cannot name a file. Use letters, digits, dots and hyphens, at most 64."
                .formatted(ruleset.id()));
      }
      return book().find(ruleset.id()).isPresent()
          ? problem(
              text,
              "id",
              "A ruleset with the id %s is in use. Choose another id, or edit that one."
                  .formatted(ruleset.id()))
          : List.of();
    }
    if (!ruleset.id().equals(now.id())) {
      return problem(
          text, "id", "The id of a ruleset stays as it is: write %s.".formatted(now.id()));
    }
    if (ruleset.version() <= now.ruleset().version()) {
      return problem(
          text,
          "version",
          "Version %d is in use. A changed ruleset needs a higher one: write version: %d."
              .formatted(now.ruleset().version(), now.ruleset().version() + 1));
    }
    return List.of();
  }

  /// A problem in the first line that states a key, which is that of the ruleset itself.
  private static List<Problem> problem(String text, String key, String sentence) {
    List<String> lines = text.lines().toList();
    int at = 0;
    while (at < lines.size() && !lines.get(at).matches("(.*[{,\\s])?" + key + "\\s*:.*")) {
      at++;
    }
    return List.of(new Problem(at < lines.size() ? at + 1 : 1, sentence));
  }

  @SuppressWarnings("ReferenceEquality") // what was found holds for the very same two
  private List<Finding> findings(GraphSnapshot snapshot, SodRules rules) {
    Known last = known;
    if (last == null || last.snapshot() != snapshot || last.rules() != rules) {
      last = new Known(snapshot, rules, ToxicCombinations.find(snapshot, rules));
      known = last;
    }
    return last.findings();
  }

  /// Saves a text: the next question and the next analysis go by it.
  ///
  /// @param id the id of the ruleset in whose place it stands; null for a new one
  /// @param instead the digest of the text that was changed, [RulesetFile#digest]; null for a new
  ///   ruleset
  /// @throws RulesetRefused if it cannot be used, or somebody else saved meanwhile
  /// @throws NotThere if there is no such ruleset
  public RulesetFile save(
      @Nullable String id, String text, @Nullable String instead, String reason, String by) {
    judging.lock();
    try {
      RulesetFile now = id == null ? null : file(id);
      String why = reason(reason);
      if (now != null && !now.digest().equals(instead)) {
        throw new RulesetRefused(
            Reason.NOT_NOW,
            "The ruleset %s has been changed since you began. Nothing was saved: look at it as it is now, and bring your change in again."
                .formatted(id));
      }
      String wanted = normal(text);
      Judgement judgement = judged(id, wanted);
      if (!judgement.problems().isEmpty()) {
        throw RulesetRefused.because(judgement.problems());
      }
      if (!judgement.changed()) {
        throw new RulesetRefused(Reason.NOT_NOW, "This text is in use already. Nothing was saved.");
      }
      Ruleset ruleset = Objects.requireNonNull(book().draft(id, wanted).ruleset());
      String configured = now == null ? null : now.configured();
      Rulebook next =
          book()
              .with(
                  id,
                  ruleset,
                  wanted,
                  new Saved(
                      firebreak.clock().instant().truncatedTo(ChronoUnit.SECONDS),
                      by,
                      configured == null ? "" : RulesetFile.digest(configured)));
      requireUsable(next);
      evidence.append(
          new Evidence.RulesetSaved(
              ruleset.id(),
              ruleset.version(),
              RulesetFile.digest(wanted),
              now == null ? null : now.digest(),
              by,
              why,
              wanted));
      next.keep(firebreak.config().dataDir(), ruleset.id());
      firebreak.goBy(next);
      return file(ruleset.id());
    } finally {
      judging.unlock();
    }
  }

  /// Takes back what was saved of a ruleset: what ships or is configured counts again.
  ///
  /// @throws RulesetRefused if nothing was saved of it, or the rest cannot be used without
  /// @throws NotThere if there is no such ruleset
  public void withdraw(String id, String reason, String by) {
    judging.lock();
    try {
      RulesetFile now = file(id);
      String why = reason(reason);
      if (now.saved() == null) {
        throw new RulesetRefused(
            Reason.NOT_NOW,
            "The ruleset %s is in use as it is %s; nothing was saved in its place."
                .formatted(
                    id, now.origin() == RulesetFile.Origin.SHIPPED ? "shipped" : "configured"));
      }
      Rulebook next;
      try {
        next = book().without(id);
      } catch (SodRulesInvalid | IllegalArgumentException e) {
        throw new RulesetRefused(
            Reason.NOT_NOW, "Without it the other rules cannot be used: " + e.getMessage());
      }
      requireUsable(next);
      evidence.append(new Evidence.RulesetWithdrawn(id, now.digest(), by, why));
      Rulebook.drop(firebreak.config().dataDir(), id);
      firebreak.goBy(next);
    } finally {
      judging.unlock();
    }
  }

  private void requireUsable(Rulebook next) {
    firebreak
        .objection(next.rules())
        .ifPresent(problem -> {
          throw new RulesetRefused(
              Reason.NOT_NOW,
              "Nothing was saved, because a policy needs what would go: " + problem);
        });
  }

  private static String reason(String reason) {
    String why = reason.strip();
    if (why.length() < 4 || why.length() > 500) {
      throw new RulesetRefused(
          Reason.NOT_UNDERSTOOD, "Say why, for an auditor, in 4 to 500 characters.");
    }
    return why;
  }

  private Saved nobody() {
    return new Saved(firebreak.clock().instant(), "nobody", "");
  }

  /// The text as it is kept: lines end alike, and the last one ends.
  private static String normal(String text) {
    String lines = text.replace("\r\n", "\n").replace('\r', '\n');
    return lines.isEmpty() || lines.endsWith("\n") ? lines : lines + "\n";
  }
}
