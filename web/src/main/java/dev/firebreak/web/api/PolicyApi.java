package dev.firebreak.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.firebreak.remediation.policy.Policy;
import dev.firebreak.remediation.policy.UnattendedRuns;
import dev.firebreak.remediation.policy.UnattendedRuns.Judged;
import dev.firebreak.remediation.policy.Warrant;
import dev.firebreak.remediation.watch.Look;
import dev.firebreak.web.view.NotUnderstood;
import dev.firebreak.web.work.Unattended;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// What is remediated without a person, and how it stands afterwards.
@Tag(name = Tags.POLICIES)
@RestController
final class PolicyApi {

  private static final String ID = "The id of the policy in the configuration.";

  private final Unattended unattended;

  PolicyApi(Unattended unattended) {
    this.unattended = unattended;
  }

  /// A policy and how it stands.
  ///
  /// @param hash of its text: what people approve
  /// @param notInForce why it does not act, null where it does
  /// @param changes how many changes it began to make in the last 24 hours
  /// @param next when it acts next
  record PolicyAnswer(
      Policy policy,
      String hash,
      List<Warrant.Approved> approvals,
      @Nullable String notInForce,
      int changes,
      @Nullable Instant acted,
      List<String> runs,
      String said,
      @Nullable Instant next) {}

  /// A finding as a policy sees it.
  ///
  /// @param changes what would be changed, in words
  /// @param not why the policy leaves it alone, null where it would close it
  record PreviewLine(String finding, String story, List<String> changes, @Nullable String not) {
    static PreviewLine of(Judged judged) {
      return new PreviewLine(
          judged.finding().id(), judged.finding().story(), judged.changes(), judged.not());
    }
  }

  /// An approval of exactly the text with this hash.
  record PolicyApprovalRequest(@Nullable String hash, @Nullable String note) {}

  /// Why a policy is stopped.
  record WithdrawalRequest(@Nullable String reason) {}

  /// A verified change that was looked at again.
  ///
  /// @param standing how it stands now
  /// @param cause why access is back, null where it is not
  /// @param missing values that are gone beside those that were taken
  /// @param returns how often what was taken has come back
  /// @param fight whether something takes and something gives in turn
  /// @param routedTo who is to end the fight: the owner of the source, or what to configure; null
  ///   where there is none
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record RecheckAnswer(
      String run,
      String change,
      String sentence,
      String source,
      Instant verifiedAt,
      Instant at,
      String standing,
      @Nullable String cause,
      List<String> missing,
      int returns,
      boolean fight,
      @Nullable String routedTo,
      String detail) {
    static RecheckAnswer of(Look look, String routedTo) {
      return new RecheckAnswer(
          look.verified().runId(),
          look.verified().change().id(),
          look.verified().change().sentence(),
          look.verified().change().source(),
          look.verified().at(),
          look.at(),
          look.seen().standing().name(),
          look.seen().cause() == null ? null : look.seen().cause().name(),
          look.seen().missing(),
          look.returns(),
          look.isFight(),
          look.isFight() ? routedTo : null,
          look.seen().detail());
    }
  }

  @Operation(
      summary = "Policies",
      description =
          "What may be remediated without a person, who stands behind it, what it did last and when it acts next.")
  @GetMapping("/api/v1/policies")
  List<PolicyAnswer> policies() {
    return unattended.states().stream().map(this::answer).toList();
  }

  @Operation(
      summary = "What a policy would do now",
      description =
          "The open findings that it is about, the worst 200, with the changes it would make or why it leaves them alone. Nothing is planned.")
  @MayFail({404})
  @GetMapping("/api/v1/policies/{id}/preview")
  List<PreviewLine> preview(@Parameter(description = ID) @PathVariable String id) {
    return unattended.preview(id).stream().map(PreviewLine::of).toList();
  }

  @Operation(
      summary = "Approve a policy",
      description =
          "Puts the person behind exactly the text with this hash, with a note that says why it is right. Two people make it act; another word in it ends that. Kept as evidence first.")
  @MayFail({400, 404, 409, 503})
  @PostMapping("/api/v1/policies/{id}/approvals")
  @ResponseStatus(HttpStatus.CREATED)
  PolicyAnswer approve(
      @Parameter(description = ID) @PathVariable String id,
      @RequestBody PolicyApprovalRequest request,
      Principal person) {
    if (request.hash() == null) {
      throw new NotUnderstood(
          "Send {\"hash\": \"…\", \"note\": \"…\"} with the hash of the text you approve, and why.");
    }
    return answer(unattended.approve(id, request.hash(), person.getName(), request.note()));
  }

  @Operation(
      summary = "Stop a policy",
      description =
          "Nobody stands behind its text any more, until it is approved again. Kept as evidence first.")
  @MayFail({400, 404, 409, 503})
  @PostMapping("/api/v1/policies/{id}/withdrawal")
  PolicyAnswer withdraw(
      @Parameter(description = ID) @PathVariable String id,
      @RequestBody WithdrawalRequest request,
      Principal person) {
    return answer(unattended.withdraw(id, person.getName(), request.reason()));
  }

  @Operation(
      summary = "Let a policy act now",
      description =
          "In the background, as its schedule would; look at the policy for what came of it. Refused with 409 while it is not in force or another policy is at work.")
  @MayFail({404, 409, 503})
  @PostMapping("/api/v1/policies/{id}/start")
  @ResponseStatus(HttpStatus.ACCEPTED)
  PolicyAnswer start(@Parameter(description = ID) @PathVariable String id) {
    unattended.start(id);
    return answer(unattended.state(id));
  }

  @Operation(
      summary = "What became of verified changes",
      description =
          "Each change that was looked at again after its run, as it stood at the last look: what was taken is still gone, is back and why, or more has gone since. Those that matter come first.")
  @GetMapping("/api/v1/remediations/rechecks")
  List<RecheckAnswer> rechecks() {
    return unattended.looks().stream()
        .map(look -> RecheckAnswer.of(look, unattended.routedTo(look)))
        .toList();
  }

  private PolicyAnswer answer(UnattendedRuns.State state) {
    return new PolicyAnswer(
        state.policy(),
        state.hash(),
        state.warrant().approvals(),
        state.notInForce(),
        state.changes(),
        state.acted(),
        state.runs(),
        state.said(),
        unattended.next(state.policy()).orElse(null));
  }
}
