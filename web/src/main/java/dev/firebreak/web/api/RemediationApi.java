package dev.firebreak.web.api;

import dev.firebreak.remediation.run.DryRun;
import dev.firebreak.remediation.run.Run;
import dev.firebreak.remediation.run.RunItem;
import dev.firebreak.remediation.run.RunState;
import dev.firebreak.remediation.run.RunSummary;
import dev.firebreak.web.view.EvidencePages;
import dev.firebreak.web.view.NotThere;
import dev.firebreak.web.view.NotUnderstood;
import dev.firebreak.web.view.RunPages;
import dev.firebreak.web.whatif.Question.EdgeGone;
import dev.firebreak.web.whatif.QuestionReader;
import dev.firebreak.web.work.CutRequest;
import dev.firebreak.web.work.Remediations;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Remediation: plan, dry run, approve, start, look.
@Tag(name = Tags.REMEDIATION)
@RestController
@RequestMapping("/api/v1/remediations")
final class RemediationApi {

  private final Remediations remediations;
  private final EvidencePages evidence;

  RemediationApi(Remediations remediations, EvidencePages evidence) {
    this.remediations = remediations;
    this.evidence = evidence;
  }

  /// What to plan: the fix of a finding, the changes of a cut plan, or edges to take away.
  ///
  /// @param finding the short name of an open finding
  /// @param cut what a cut plan is to reach; it is computed anew
  /// @param remove edges to take away, as at /api/v1/what-if; a plan takes away only
  record PlanRequest(
      @Nullable String finding, @Nullable CutRequest cut, @Nullable List<EdgeGone> remove) {}

  /// An approval of exactly the plan with this hash.
  ///
  /// @param note why it is right, for an auditor
  record ApprovalRequest(@Nullable String planHash, @Nullable String note) {}

  /// A run as the API tells it.
  ///
  /// @param plan the frozen plan, as it was hashed
  /// @param approvals who approved it, each once
  /// @param approvalsNeeded how many distinct persons must
  record RunAnswer(
      String id,
      RunState state,
      String planHash,
      JsonNode plan,
      @Nullable DryRun dryRun,
      List<Run.Signed> approvals,
      int approvalsNeeded,
      Run.@Nullable Signed started,
      @Nullable Instant finishedAt,
      List<RunItem> items,
      @Nullable String message) {

    static RunAnswer of(Run run, int approvalsNeeded) {
      return new RunAnswer(
          run.id(),
          run.state(),
          run.plan().hash(),
          run.plan().content(),
          run.dryRun(),
          run.approvals(),
          approvalsNeeded,
          run.started(),
          run.finishedAt(),
          run.items(),
          run.message());
    }
  }

  @Operation(
      summary = "Plans and runs",
      description = "The latest plans with what became of each change, newest first.")
  @GetMapping
  List<RunSummary> list() {
    return remediations.latest(RunPages.LISTED);
  }

  @Operation(
      summary = "One plan and its run",
      description =
          "The frozen plan with its hash, the last dry run, who approved and started it, and how each change stands.")
  @MayFail({404, 409, 503})
  @GetMapping("/{id}")
  RunAnswer one(@Parameter(description = "Its id, for example R-12.") @PathVariable String id) {
    return answer(run(id));
  }

  @Operation(
      summary = "The evidence pack of a run",
      description =
          "A zip that proves by itself what was found, planned, approved, sent and read back, with a report in PDF. Check it with `verify-evidence --pack FILE`.")
  @MayFail({404, 409, 503})
  @GetMapping(value = "/{id}/pack", produces = "application/zip")
  ResponseEntity<byte[]> pack(
      @Parameter(description = "The id of the run, for example R-12.") @PathVariable String id) {
    return ResponseEntity.ok()
        .header("Content-Disposition", "attachment; filename=\"evidence-" + id + ".zip\"")
        .body(evidence.pack(id));
  }

  /// Freezes a plan for a finding, or the changes of a cut plan.
  @Operation(
      summary = "Plan the fix of a finding, a cut plan, or edges to take away",
      description =
          "Freezes the smallest change that ends the finding; refused with 409 while another plan for it waits. Or freezes the changes of a cut plan, asked for as at /api/v1/cut-plans and computed anew. Or takes edges away, named as at /api/v1/what-if, if each can be. Nothing is sent.")
  @MayFail({400, 404, 409, 502, 503})
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  RunAnswer plan(@RequestBody PlanRequest request, Principal person) {
    if (Stream.of(request.finding(), request.cut(), request.remove())
            .filter(Objects::nonNull)
            .count()
        != 1) {
      throw new NotUnderstood(
          "Send {\"finding\": \"…\"} with the short name of a finding, or {\"cut\": {…}} with the"
              + " goal of a cut plan, or {\"remove\": […]} with edges to take away.");
    }
    if (request.finding() != null) {
      return answer(remediations.plans().plan(request.finding(), person.getName()));
    }
    try {
      if (request.remove() != null) {
        return answer(
            remediations.plans().plan(QuestionReader.removals(request.remove()), person.getName()));
      }
      return answer(
          remediations.plans().plan(Objects.requireNonNull(request.cut()), person.getName()));
    } catch (IllegalArgumentException e) {
      throw new NotUnderstood(String.valueOf(e.getMessage()));
    }
  }

  /// Does everything but send.
  @Operation(
      summary = "Dry run",
      description =
          "Reads live what the plan would change and says what would be sent. Sends nothing.")
  @MayFail({404, 409, 503})
  @PostMapping("/{id}/dry-run")
  DryRun dryRun(
      @Parameter(description = "The id of the plan.") @PathVariable String id, Principal person) {
    return remediations.dryRun(id, person.getName());
  }

  @Operation(
      summary = "Approve a plan",
      description =
          "Approves exactly the plan with this hash, after its dry run, with a note that says why it is right. A plan of high impact takes two approvers; its state is APPROVED when all that it takes are there.")
  @MayFail({400, 404, 409, 503})
  @PostMapping("/{id}/approval")
  RunAnswer approve(
      @Parameter(description = "The id of the plan.") @PathVariable String id,
      @RequestBody ApprovalRequest request,
      Principal person) {
    if (request.planHash() == null) {
      throw new NotUnderstood("Send {\"planHash\": \"…\"} with the hash of the plan you approve.");
    }
    return answer(remediations.approve(id, request.planHash(), person.getName(), request.note()));
  }

  /// Why a plan is withdrawn.
  record PlanWithdrawalRequest(@Nullable String reason) {}

  @Operation(
      summary = "Withdraw a plan that waits",
      description =
          "It is not carried out any more, and its finding can be planned again. Who withdrew it and why is kept as evidence first. Refused with 409 once it was started.")
  @MayFail({400, 404, 409, 503})
  @PostMapping("/{id}/withdrawal")
  RunAnswer withdraw(
      @Parameter(description = "The id of the plan.") @PathVariable String id,
      @RequestBody PlanWithdrawalRequest request,
      Principal person) {
    if (request.reason() == null) {
      throw new NotUnderstood("Send {\"reason\": \"…\"} with why; an auditor will read it.");
    }
    return answer(remediations.withdraw(id, person.getName(), request.reason()));
  }

  /// Starts an approved run in the background. Look at the run for its progress.
  @Operation(
      summary = "Run an approved plan",
      description =
          "Starts in the background: evidence first, then each change, read back. Refused with 409 unless the plan is approved and was not started.")
  @MayFail({404, 409, 503})
  @PostMapping("/{id}/start")
  @ResponseStatus(HttpStatus.ACCEPTED)
  RunAnswer start(
      @Parameter(description = "The id of the plan.") @PathVariable String id, Principal person) {
    Run run = run(id);
    remediations.start(id, person.getName());
    return answer(run);
  }

  /// Lets the run under way send nothing further.
  @Operation(
      summary = "Stop the run under way",
      description = "The change that is being made is brought to its end; the rest is cancelled.")
  @PostMapping("/stop")
  @ResponseStatus(HttpStatus.ACCEPTED)
  void stop() {
    remediations.stop();
  }

  private RunAnswer answer(Run run) {
    return RunAnswer.of(run, remediations.approvalsNeeded(run.plan()).approvals());
  }

  private Run run(String id) {
    return remediations
        .run(id)
        .orElseThrow(() -> new NotThere("There is no remediation run " + id + "."));
  }
}
