package dev.firebreak.web.api;

import dev.firebreak.ingest.correlate.ManualLink;
import dev.firebreak.ingest.correlate.ManualLinks;
import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.web.config.Firebreak;
import dev.firebreak.web.view.CorrelationPages;
import dev.firebreak.web.view.NotThere;
import dev.firebreak.web.view.NotUnderstood;
import dev.firebreak.web.work.Operations;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Whose accounts are whose: what is at odds, and what people decide by hand.
@Tag(name = Tags.CORRELATION)
@RestController
@RequestMapping("/api/v1/correlation")
final class CorrelationApi {

  private static final int MOST = 100_000;

  private final CorrelationPages pages;
  private final Operations operations;
  private final Firebreak firebreak;
  private final EvidenceLog evidence;

  CorrelationApi(
      CorrelationPages pages, Operations operations, Firebreak firebreak, EvidenceLog evidence) {
    this.pages = pages;
    this.operations = operations;
    this.firebreak = firebreak;
    this.evidence = evidence;
  }

  /// A decision by hand: to an identity, or to nobody.
  ///
  /// @param account the key of the account
  /// @param identity the key of the identity it is given to
  /// @param none true says that it is nobody's
  /// @param reason why, for an auditor
  record LinkRequest(
      @Nullable String account,
      @Nullable String identity,
      @Nullable Boolean none,
      @Nullable String reason) {}

  @Operation(
      summary = "What is at odds about accounts",
      description =
          "The accounts that correlation rules disagree about, each with the candidates and why; those that belong to nobody; and what was decided by hand.")
  @MayFail(400)
  @GetMapping
  CorrelationPages.CorrelationPage correlation(
      @Parameter(description = "How many conflicts and how many accounts of nobody, at most.")
          @RequestParam(defaultValue = "1000")
          int limit) {
    if (limit < 1 || limit > MOST) {
      throw new NotUnderstood("limit is from 1 to " + MOST + ".");
    }
    return pages.now(limit);
  }

  /// Decides whose an account is; the evidence has it first, then correlation runs again.
  @Operation(
      summary = "Give an account to an identity, or to nobody",
      description =
          "Wins over every correlation rule until it is withdrawn, also after the account was gone and returned. Kept as evidence first; correlation runs again before the answer.")
  @MayFail({400, 404, 409, 503})
  @ApiResponse(
      responseCode = "200",
      description = "It is decided.",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ManualLink.class)))
  @PostMapping("/links")
  ResponseEntity<?> link(@RequestBody LinkRequest request, Principal person) {
    String account = request.account();
    String identity = request.identity();
    String reason = request.reason();
    boolean none = Boolean.TRUE.equals(request.none());
    if (account == null || reason == null || none != (identity == null)) {
      throw new NotUnderstood(
          "Send {\"account\": \"…\", \"identity\": \"…\", \"reason\": \"…\"} with keys, or"
              + " {\"account\": \"…\", \"none\": true, \"reason\": \"…\"} for nobody.");
    }
    AtomicReference<@Nullable ManualLink> decided = new AtomicReference<>();
    return refusing(() ->
        operations.unlessBusy(() ->
            decided.set(
                firebreak.linkByHand(account, identity, person.getName(), reason, evidence))))
        ? ResponseEntity.ok(decided.get())
        : busy();
  }

  /// Takes a decision back.
  @Operation(
      summary = "Withdraw a decision by hand",
      description =
          "The correlation rules decide of the account again, before the answer. Kept as evidence first. To say that an account is nobody's, decide so instead.")
  @MayFail({400, 404, 409, 503})
  @ApiResponse(responseCode = "204", description = "It is withdrawn.", content = @Content)
  @DeleteMapping("/links")
  ResponseEntity<?> withdraw(
      @Parameter(description = "The key of the account.") @RequestParam String account,
      @Parameter(description = "Why, for an auditor.") @RequestParam String reason,
      Principal person) {
    return refusing(() ->
        operations.unlessBusy(
            () -> firebreak.withdrawLink(account, person.getName(), reason, evidence)))
        ? ResponseEntity.noContent().build()
        : busy();
  }

  private interface Change {
    boolean done();
  }

  private static boolean refusing(Change change) {
    try {
      return change.done();
    } catch (ManualLinks.Refused refused) {
      String why = String.valueOf(refused.getMessage());
      throw refused.missing() ? new NotThere(why) : new NotUnderstood(why);
    }
  }

  private static ResponseEntity<?> busy() {
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(
            HttpStatus.CONFLICT,
            "Something is being harvested or analysed. Try again when it is done.");
    problem.setTitle("Busy");
    return ResponseEntity.of(problem).build();
  }
}
