package dev.firebreak.web.api;

import dev.firebreak.analytics.toxic.RulesetDraft.Problem;
import dev.firebreak.analytics.toxic.RulesetDraft.Tested;
import dev.firebreak.analytics.toxic.RulesetEffect;
import dev.firebreak.web.rules.Judgement;
import dev.firebreak.web.rules.RulesetFile;
import dev.firebreak.web.view.NotUnderstood;
import dev.firebreak.web.work.RulesetDesk;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Rulesets: what is in use, what a text would be, and saving one.
@Tag(name = Tags.TOXIC)
@RestController
@RequestMapping("/api/v1/sod/rulesets")
final class RulesetsApi {

  private static final String ID = "The id of the ruleset, for example finance.";

  private final RulesetDesk desk;

  RulesetsApi(RulesetDesk desk) {
    this.desk = desk;
  }

  /// A ruleset in use.
  ///
  /// @param digest the SHA-256 of its text
  /// @param savedAt when its text was saved here; null for one that ships or is configured
  /// @param outdated whether what ships or is configured has changed since
  record RulesetAnswer(
      String id,
      String name,
      int version,
      RulesetFile.Origin origin,
      int functions,
      int risks,
      int mitigations,
      String digest,
      @Nullable Instant savedAt,
      @Nullable String savedBy,
      boolean outdated) {

    static RulesetAnswer of(RulesetFile file) {
      RulesetFile.Saved saved = file.saved();
      return new RulesetAnswer(
          file.id(),
          file.ruleset().name(),
          file.ruleset().version(),
          file.origin(),
          file.ruleset().functions().size(),
          file.ruleset().rules().size(),
          file.ruleset().mitigations().size(),
          file.digest(),
          saved == null ? null : saved.at(),
          saved == null ? null : saved.by(),
          file.outdated());
    }
  }

  /// A text to look at.
  record Draft(
      @Schema(description = "The ruleset in YAML.") @Nullable String text,
      @Schema(
              description =
                  "The id of the ruleset in whose place it would stand; null for a new one.")
          @Nullable String id) {}

  /// A text to save.
  record Wanted(
      @Schema(description = "The ruleset in YAML, with a higher version than the one in use.")
          @Nullable String text,
      @Schema(description = "The digest of the text that was changed; null for a new ruleset.")
          @Nullable String instead,
      @Schema(description = "Why, for an auditor.") @Nullable String reason) {}

  /// What a text would be.
  ///
  /// @param usable whether it can be saved
  /// @param silent what the present graph has nothing for, each a sentence
  /// @param rules the open findings of each rule now and then
  /// @param opened findings that would open
  /// @param closed findings that would close
  record JudgementAnswer(
      boolean usable,
      boolean changed,
      List<Problem> problems,
      List<Tested> tests,
      int functions,
      int risks,
      List<String> silent,
      List<RulesetEffect.Count> rules,
      List<UnstoredFinding> opened,
      List<UnstoredFinding> closed) {

    static JudgementAnswer of(Judgement judgement) {
      RulesetEffect effect =
          Objects.requireNonNullElse(
              judgement.effect(), new RulesetEffect(List.of(), List.of(), List.of()));
      return new JudgementAnswer(
          judgement.problems().isEmpty(),
          judgement.changed(),
          judgement.problems(),
          judgement.tests(),
          judgement.functions(),
          judgement.risks(),
          judgement.silent(),
          effect.rules(),
          UnstoredFinding.of(effect.opened()),
          UnstoredFinding.of(effect.closed()));
    }
  }

  @Operation(
      summary = "The rulesets in use",
      description =
          "Those that ship and are named by the configuration, the configured file, and those that"
              + " were saved in the place of them or beside them.")
  @GetMapping
  List<RulesetAnswer> list() {
    return desk.book().files().stream().map(RulesetAnswer::of).toList();
  }

  @Operation(
      summary = "One ruleset in use",
      description = "Where its text comes from, and its digest.")
  @MayFail({404})
  @GetMapping("/{id}")
  RulesetAnswer one(@Parameter(description = ID) @PathVariable String id) {
    return RulesetAnswer.of(desk.file(id));
  }

  @Operation(
      summary = "The text of a ruleset in use",
      description = "In YAML, as a file. Change it and put it back.")
  @MayFail({404})
  @GetMapping(value = "/{id}/text", produces = "application/yaml")
  ResponseEntity<String> text(@Parameter(description = ID) @PathVariable String id) {
    RulesetFile file = desk.file(id);
    return ResponseEntity.ok()
        .header(
            "Content-Disposition",
            "attachment; filename=\"" + id.replaceAll("[^A-Za-z0-9._-]", "_") + ".yaml\"")
        .body(file.text());
  }

  @Operation(
      summary = "What would this text be as a ruleset?",
      description =
          "Every problem with its line; how its own tests end; and, for a text that can be used, how"
              + " many open findings each rule has now and would have, and which findings would"
              + " open and close in the present graph. Nothing is written.")
  @MayFail({400, 404})
  @PostMapping("/check")
  JudgementAnswer check(@RequestBody Draft draft) {
    if (draft.text() == null) {
      throw new NotUnderstood("Send {\"text\": \"…\"} with the ruleset in YAML.");
    }
    return JudgementAnswer.of(desk.judge(draft.id(), draft.text()));
  }

  @Operation(
      summary = "Save a new ruleset",
      description =
          "Beside the configured ones, in the data folder. Kept as evidence first; the next question"
              + " and the next analysis go by it.")
  @MayFail({400, 409, 503})
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  RulesetAnswer add(@RequestBody Wanted wanted, Principal person) {
    return saved(null, wanted, person);
  }

  @Operation(
      summary = "Save a ruleset in the place of one in use",
      description =
          "Refused with 409 when somebody else saved it since `instead` was read. What ships and what"
              + " is configured stay as they are; the text is kept in the data folder. Kept as"
              + " evidence first; the next question and the next analysis go by it.")
  @MayFail({400, 404, 409, 503})
  @PutMapping("/{id}")
  RulesetAnswer change(
      @Parameter(description = ID) @PathVariable String id,
      @RequestBody Wanted wanted,
      Principal person) {
    return saved(id, wanted, person);
  }

  private RulesetAnswer saved(@Nullable String id, Wanted wanted, Principal person) {
    if (wanted.text() == null || wanted.reason() == null) {
      throw new NotUnderstood(
          "Send {\"text\": \"…\", \"instead\": \"…\", \"reason\": \"…\"}: the ruleset in YAML, the"
              + " digest of what it changes, and why.");
    }
    return RulesetAnswer.of(
        desk.save(id, wanted.text(), wanted.instead(), wanted.reason(), person.getName()));
  }

  @Operation(
      summary = "Take back what was saved of a ruleset",
      description =
          "What ships or is configured counts again; a ruleset that was begun here is no longer in"
              + " use. Kept as evidence first.")
  @MayFail({400, 404, 409, 503})
  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void withdraw(
      @Parameter(description = ID) @PathVariable String id,
      @Parameter(description = "Why, for an auditor.") @RequestParam String reason,
      Principal person) {
    desk.withdraw(id, reason, person.getName());
  }
}
