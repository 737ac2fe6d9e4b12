package dev.firebreak.web.api;

import dev.firebreak.analytics.toxic.GrantCheck;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.web.config.Firebreak;
import dev.firebreak.web.view.CurrentGraph;
import dev.firebreak.web.view.NotThere;
import dev.firebreak.web.view.NotUnderstood;
import dev.firebreak.web.view.SodMatrix;
import dev.firebreak.web.view.SodPages;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Rules for toxic combinations: what they find, and questions about them. Nothing here writes.
@Tag(name = Tags.TOXIC)
@RestController
@RequestMapping("/api/v1/sod")
final class SodApi {

  private final CurrentGraph current;
  private final Firebreak firebreak;
  private final SodPages pages;

  SodApi(CurrentGraph current, Firebreak firebreak, SodPages pages) {
    this.current = current;
    this.firebreak = firebreak;
    this.pages = pages;
  }

  /// A grant that somebody thinks of making.
  record GrantQuestion(
      @Schema(description = "The key of the identity, account or group that would get it.")
          @Nullable String principal,
      @Schema(description = "The key of the entitlement or group that it would get.")
          @Nullable String granted) {}

  @Operation(
      summary = "Would this grant make anybody hold a toxic combination?",
      description =
          "The rules that somebody would newly match if the grant were made, each with an access"
              + " path to every function. Nothing is written.")
  @MayFail({400, 404})
  @PostMapping("/check")
  GrantCheck check(@RequestBody GrantQuestion wanted) {
    if (wanted.principal() == null || wanted.granted() == null) {
      throw new NotUnderstood("Give principal and granted, each the key of a node.");
    }
    GraphSnapshot snapshot = current.snapshot();
    try {
      return GrantCheck.of(
          snapshot,
          firebreak.analysisRules().sod(),
          node(snapshot, wanted.principal()),
          node(snapshot, wanted.granted()));
    } catch (IllegalArgumentException e) {
      throw new NotUnderstood(e.getMessage() + ".");
    }
  }

  @Operation(
      summary = "Which functions are combined",
      description =
          "Every two functions that a rule keeps apart, with the rules, how many open findings they"
              + " have, how many are set aside, and the worst severity. A rule of three functions"
              + " counts for each two of them.")
  @GetMapping("/matrix")
  List<SodMatrix.Cell> matrix() {
    return pages.pairs();
  }

  @Operation(
      summary = "The rules in use, with what is found by them",
      description = "Those with the most open findings first, then by severity.")
  @GetMapping("/rules")
  List<SodPages.RuleLine> rules() {
    return pages.rules();
  }

  @Operation(
      summary = "What makes toxic combinations acceptable, and until when",
      description =
          "Mitigations of rulesets and findings that somebody accepted, what ends first before all"
              + " others, with how many findings each sets aside.")
  @GetMapping("/waivers")
  List<SodPages.Waiver> waivers() {
    return pages.waivers();
  }

  private static int node(GraphSnapshot snapshot, String key) {
    return snapshot.find(key).orElseThrow(() -> NotThere.node("node", key));
  }
}
