package dev.firebreak.web.api;

import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.Sources.Harvested;
import dev.firebreak.remediation.run.Run;
import dev.firebreak.remediation.run.RunItem;
import dev.firebreak.remediation.write.Instructions;
import dev.firebreak.web.api.RemediationApi.RunAnswer;
import dev.firebreak.web.view.NotThere;
import dev.firebreak.web.view.NotUnderstood;
import dev.firebreak.web.work.Aftermath;
import dev.firebreak.web.work.Remediations;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// What comes after a run: its undo, and the tasks that it left to people.
@Tag(name = Tags.REMEDIATION)
@RestController
@RequestMapping("/api/v1/remediations")
final class AftermathApi {

  private final Remediations remediations;
  private final Aftermath aftermath;

  AftermathApi(Remediations remediations) {
    this.remediations = remediations;
    this.aftermath = remediations.aftermath();
  }

  /// What to undo.
  ///
  /// @param change the id of one change of the run; all of them where it is absent
  record UndoRequest(@Nullable String change) {}

  /// That a person made the change of a task.
  ///
  /// @param doneAt when, for example 2026-11-23T09:30:00Z
  /// @param reference where it is written down, such as the number of a ticket
  record DoneRequest(@Nullable Instant doneAt, @Nullable String reference) {}

  /// Why a task is withdrawn.
  record TaskWithdrawalRequest(@Nullable String reason) {}

  /// A change that people are to make.
  ///
  /// @param state WAITING, or STATED_DONE once somebody said that it is made
  /// @param detail why it is theirs, or what was stated
  /// @param steps what to do, in order
  /// @param harvestedAt when the last complete harvest of its source began; null where none tells
  ///   anything of it
  /// @param shownDone whether that harvest shows it made; null likewise
  record TaskAnswer(
      String change,
      String sentence,
      String source,
      String state,
      String detail,
      List<String> steps,
      @Nullable Instant harvestedAt,
      @Nullable Boolean shownDone) {
    static TaskAnswer of(RunItem item, PlannedChange change, @Nullable Harvested seen) {
      return new TaskAnswer(
          change.id(),
          change.sentence(),
          change.source(),
          item.state().name(),
          item.detail(),
          Instructions.of(change),
          seen == null ? null : seen.at(),
          seen == null ? null : seen.done());
    }
  }

  @Operation(
      summary = "Plan the undo of a run",
      description =
          "Freezes a plan that gives back what the run took, by the evidence of what was there before; or what one of its changes took. Only for verified changes, for some days, and only what is still gone. It is tried, approved and started like any plan; an undo has no undo. Nothing is sent.")
  @MayFail({400, 404, 409, 502, 503})
  @PostMapping("/{id}/undo")
  @ResponseStatus(HttpStatus.CREATED)
  RunAnswer undo(
      @Parameter(description = "The id of the run.") @PathVariable String id,
      @RequestBody(required = false) @Nullable UndoRequest request,
      Principal person) {
    return answer(aftermath.undo(id, request == null ? null : request.change(), person.getName()));
  }

  @Operation(
      summary = "State that a task is done",
      description =
          "Writes down who made the change by hand, when, and under which reference, then reads the source. The change counts as verified only once its source, or for a source of files the next harvest, shows it.")
  @MayFail({400, 404, 409, 503})
  @PostMapping("/{id}/tasks/{change}/done")
  RunAnswer done(
      @Parameter(description = "The id of the run.") @PathVariable String id,
      @Parameter(description = "The id of the change.") @PathVariable String change,
      @RequestBody DoneRequest request,
      Principal person) {
    if (request.doneAt() == null || request.reference() == null) {
      throw new NotUnderstood(
          "Send {\"doneAt\": \"2026-11-23T09:30:00Z\", \"reference\": \"…\"} with the time and where it is written down.");
    }
    return answer(
        aftermath.done(id, change, person.getName(), request.doneAt(), request.reference()));
  }

  @Operation(
      summary = "Look whether tasks are done",
      description =
          "Reads what the tasks of the run are about. Those that their source shows done end as verified; the others wait on.")
  @MayFail({404, 409, 503})
  @PostMapping("/{id}/tasks/check")
  RunAnswer check(@Parameter(description = "The id of the run.") @PathVariable String id) {
    return answer(aftermath.check(id));
  }

  @Operation(
      summary = "Withdraw a task",
      description =
          "Nobody is to make the change any more: its action ends as cancelled, with who withdrew it and why as evidence. What was made by then is not undone.")
  @MayFail({400, 404, 409, 503})
  @PostMapping("/{id}/tasks/{change}/withdrawal")
  RunAnswer withdraw(
      @Parameter(description = "The id of the run.") @PathVariable String id,
      @Parameter(description = "The id of the change.") @PathVariable String change,
      @RequestBody TaskWithdrawalRequest request,
      Principal person) {
    if (request.reason() == null) {
      throw new NotUnderstood("Send {\"reason\": \"…\"} with why; an auditor will read it.");
    }
    return answer(aftermath.withdraw(id, change, person.getName(), request.reason()));
  }

  @Operation(
      summary = "The tasks of a run that wait",
      description =
          "Each change that people are to make: what to do, and since when the last complete harvest of its source shows it done or not. A harvest that shows one done ends it by itself.")
  @MayFail({404, 409, 503})
  @GetMapping("/{id}/tasks")
  List<TaskAnswer> tasks(@Parameter(description = "The id of the run.") @PathVariable String id) {
    Run run =
        remediations
            .run(id)
            .orElseThrow(() -> new NotThere("There is no remediation run " + id + "."));
    Map<String, Harvested> seen = aftermath.harvested(run);
    return run.plan().changes().stream()
        .filter(change -> run.item(change.id()).state().isTask())
        .map(change -> TaskAnswer.of(run.item(change.id()), change, seen.get(change.id())))
        .toList();
  }

  private RunAnswer answer(Run run) {
    return RunAnswer.of(run, remediations.approvalsNeeded(run.plan()).approvals());
  }
}
