package dev.firebreak.web.rules;

import dev.firebreak.analytics.toxic.Ruleset;
import dev.firebreak.analytics.toxic.RulesetDraft;
import dev.firebreak.analytics.toxic.ShippedRulesets;
import dev.firebreak.analytics.toxic.SodRule;
import dev.firebreak.analytics.toxic.SodRules;
import dev.firebreak.web.rules.RulesetFile.Origin;
import dev.firebreak.web.rules.RulesetFile.Saved;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// All rulesets in use, in order: those that ship, the file that the configuration names, those
/// that were begun here. What was saved of one of the first two stands in its place.
public final class Rulebook {

  private final List<RulesetFile> files;
  private final SodRules rules;

  /// @throws IllegalArgumentException if two have the same id, or two of their rules
  private Rulebook(List<RulesetFile> files) {
    this.files = List.copyOf(files);
    this.rules = new SodRules(files.stream().map(RulesetFile::ruleset).toList());
  }

  /// Reads them all.
  ///
  /// @param shipped names of rulesets that ship
  /// @param configured the file that the configuration names, if any
  /// @param dataDir where saved ones are
  /// @throws dev.firebreak.analytics.toxic.SodRulesInvalid with every problem of a file
  /// @throws IllegalArgumentException if two do not go together
  /// @throws IOException if a file cannot be read
  public static Rulebook read(List<String> shipped, @Nullable Path configured, Path dataDir)
      throws IOException {
    Map<String, SavedRulesets.Kept> saved = new HashMap<>(new SavedRulesets(dataDir).all());
    List<RulesetFile> files = new ArrayList<>();
    for (String name : shipped) {
      files.add(
          file(Origin.SHIPPED, name, ShippedRulesets.text(name), name + ".yaml", saved, files));
    }
    if (configured != null) {
      String text = Files.readString(configured);
      String name = String.valueOf(configured.getFileName());
      String id = Ruleset.load(new StringReader(text), name, ids(files)).id();
      files.add(file(Origin.CONFIGURED, id, text, name, saved, files));
    }
    for (SavedRulesets.Kept kept :
        saved.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(Map.Entry::getValue)
            .toList()) {
      files.add(
          new RulesetFile(
              Origin.ADDED,
              Ruleset.load(new StringReader(kept.text()), kept.file().toString(), ids(files)),
              kept.text(),
              null,
              kept.saved()));
    }
    return new Rulebook(files);
  }

  private static RulesetFile file(
      Origin origin,
      String id,
      String text,
      String name,
      Map<String, SavedRulesets.Kept> saved,
      List<RulesetFile> before) {
    SavedRulesets.Kept kept = saved.remove(SavedRulesets.name(id));
    String counts = kept == null ? text : kept.text();
    return new RulesetFile(
        origin,
        Ruleset.load(
            new StringReader(counts), kept == null ? name : kept.file().toString(), ids(before)),
        counts,
        text,
        kept == null ? null : kept.saved());
  }

  /// The rulesets in order.
  public List<RulesetFile> files() {
    return files;
  }

  /// What analyses go by.
  public SodRules rules() {
    return rules;
  }

  /// The ruleset with this id.
  public Optional<RulesetFile> find(String id) {
    return files.stream().filter(each -> each.id().equals(id)).findFirst();
  }

  /// Looks at a text that is to stand in the place of a ruleset, or beside all of them.
  ///
  /// @param id of the ruleset whose place it is; null for a new one
  public RulesetDraft draft(@Nullable String id, String text) {
    return RulesetDraft.of(text, ids(before(id)));
  }

  /// The same rulesets with another text of one, or with one more.
  ///
  /// @param id of the ruleset whose place it is; null for a new one
  /// @throws dev.firebreak.analytics.toxic.SodRulesInvalid if a later ruleset cannot be used then
  /// @throws IllegalArgumentException if they do not go together
  public Rulebook with(@Nullable String id, Ruleset ruleset, String text, Saved saved) {
    List<RulesetFile> all = new ArrayList<>();
    for (RulesetFile each : files) {
      boolean here = each.id().equals(id);
      all.add(
          new RulesetFile(
              each.origin(),
              here ? ruleset : again(each.text(), each, all),
              here ? text : each.text(),
              each.configured(),
              here ? saved : each.saved()));
    }
    if (id == null) {
      all.add(new RulesetFile(Origin.ADDED, ruleset, text, null, saved));
    }
    return new Rulebook(all);
  }

  /// The same rulesets without what was saved of one.
  ///
  /// @throws dev.firebreak.analytics.toxic.SodRulesInvalid if another cannot be used then
  /// @throws IllegalArgumentException if they do not go together
  public Rulebook without(String id) {
    List<RulesetFile> all = new ArrayList<>();
    for (RulesetFile each : files) {
      String configured = each.configured();
      if (!each.id().equals(id)) {
        all.add(
            new RulesetFile(
                each.origin(),
                again(each.text(), each, all),
                each.text(),
                configured,
                each.saved()));
      } else if (configured != null) {
        all.add(
            new RulesetFile(
                each.origin(), again(configured, each, all), configured, configured, null));
      }
    }
    return new Rulebook(all);
  }

  /// Keeps what was saved of a ruleset of this book.
  public void keep(Path dataDir, String id) {
    RulesetFile file = find(id).orElseThrow();
    Saved saved = file.saved();
    if (saved != null) {
      new SavedRulesets(dataDir).write(id, file.text(), saved);
    }
  }

  /// Lets go of what was saved of a ruleset.
  public static void drop(Path dataDir, String id) {
    new SavedRulesets(dataDir).remove(id);
  }

  private List<RulesetFile> before(@Nullable String id) {
    return files.stream().takeWhile(each -> !each.id().equals(id)).toList();
  }

  private static Ruleset again(String text, RulesetFile file, List<RulesetFile> before) {
    return Ruleset.load(new StringReader(text), file.id(), ids(before));
  }

  private static Set<String> ids(List<RulesetFile> files) {
    return files.stream()
        .flatMap(file -> file.ruleset().rules().stream())
        .map(SodRule::id)
        .collect(Collectors.toSet());
  }
}
