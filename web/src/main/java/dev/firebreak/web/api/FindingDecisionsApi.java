package dev.firebreak.web.api;

import dev.firebreak.web.export.Moment;
import dev.firebreak.web.precondition.Preconditions;
import dev.firebreak.web.view.FindingsReader;
import dev.firebreak.web.view.NotUnderstood;
import dev.firebreak.web.work.Decisions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What people decide of one finding. Each answer is the finding as it stands then.
@Tag(name = Tags.FINDINGS)
@RestController
@RequestMapping("/api/v1/findings/{id}")
final class FindingDecisionsApi {

  private static final String NAME = "Its short name, for example T-04c1.";

  private final Decisions decisions;
  private final FindingsReader findings;
  private final FindingsApi told;
  private final Preconditions preconditions;

  FindingDecisionsApi(
      Decisions decisions, FindingsReader findings, FindingsApi told, Preconditions preconditions) {
    this.decisions = decisions;
    this.findings = findings;
    this.told = told;
    this.preconditions = preconditions;
  }

  /// Until when a finding is accepted, and why.
  record AcceptanceRequest(
      @Schema(description = "A day, itself included, or a time with its offset; in the future.")
          @Nullable String until,
      @Schema(description = "Why, for an auditor.") @Nullable String reason) {}

  /// Who is to work on a finding.
  record AssigneeRequest(
      @Schema(description = "The name of a user who may sign in and has a role; null for nobody.")
          @Nullable String assignee) {}

  /// What there is to say of a finding.
  record CommentRequest(@Nullable String text) {}

  @Operation(
      summary = "Accept a finding until a day",
      description =
          "It does not count until then, and is open again afterwards by itself. Only an open finding"
              + " can be accepted; one that is accepted already is from now on by these words. Kept"
              + " as evidence first.")
  @MayFail({400, 404, 409, 412, 503})
  @PostMapping("/acceptance")
  FindingAnswer accept(
      @Parameter(description = NAME) @PathVariable String id,
      @RequestBody AcceptanceRequest request,
      Principal person) {
    String reason = request.reason();
    if (request.until() == null || reason == null) {
      throw new NotUnderstood(
          "Send {\"until\": \"2027-01-31\", \"reason\": \"…\"}: until when, and why.");
    }
    Instant until = until(request.until());
    return decided(id, () -> decisions.accept(id, until, person.getName(), reason));
  }

  @Operation(
      summary = "Withdraw the acceptance of a finding",
      description = "It is open again. Kept as evidence first.")
  @MayFail({400, 404, 409, 412, 503})
  @DeleteMapping("/acceptance")
  FindingAnswer withdraw(
      @Parameter(description = NAME) @PathVariable String id,
      @Parameter(description = "Why, for an auditor.") @RequestParam String reason,
      Principal person) {
    return decided(id, () -> decisions.withdraw(id, person.getName(), reason));
  }

  @Operation(
      summary = "Say who is to work on a finding",
      description = "However it stands; it stays so when the finding is resolved and comes back.")
  @MayFail({400, 404, 409, 412, 503})
  @PostMapping("/assignee")
  FindingAnswer assign(
      @Parameter(description = NAME) @PathVariable String id,
      @RequestBody AssigneeRequest request,
      Principal person) {
    return decided(id, () -> decisions.assign(id, request.assignee(), person.getName()));
  }

  @Operation(
      summary = "Comment on a finding",
      description = "However it stands. A comment is never changed or removed.")
  @MayFail({400, 404, 412, 503})
  @PostMapping("/comments")
  FindingAnswer comment(
      @Parameter(description = NAME) @PathVariable String id,
      @RequestBody CommentRequest request,
      Principal person) {
    String text = request.text();
    if (text == null) {
      throw new NotUnderstood("Send {\"text\": \"…\"}.");
    }
    return decided(id, () -> decisions.comment(id, person.getName(), text));
  }

  private FindingAnswer decided(String id, Runnable decision) {
    return preconditions.where(
        () -> told.one(id),
        () -> {
          decision.run();
          return FindingAnswer.of(findings.find(id));
        });
  }

  private static Instant until(String text) {
    try {
      return Moment.through(text);
    } catch (IllegalArgumentException e) {
      throw new NotUnderstood(String.valueOf(e.getMessage()));
    }
  }
}
