package dev.firebreak.web.api;

import dev.firebreak.remediation.run.Run;
import dev.firebreak.web.api.RemediationApi.RunAnswer;
import dev.firebreak.web.view.NotUnderstood;
import dev.firebreak.web.work.Aftermath;
import dev.firebreak.web.work.Remediations;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.security.Principal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// What comes after a run: its undo, and the tasks that it left to people.
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

  private RunAnswer answer(Run run) {
    return RunAnswer.of(run, remediations.approvalsNeeded(run.plan()).approvals());
  }
}
