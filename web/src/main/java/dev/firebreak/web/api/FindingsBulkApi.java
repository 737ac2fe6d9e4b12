package dev.firebreak.web.api;

import dev.firebreak.web.view.NotUnderstood;
import dev.firebreak.web.work.BulkRequest;
import dev.firebreak.web.work.BulkWork;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// One thing done with many findings.
@Tag(name = Tags.FINDINGS)
@RestController
final class FindingsBulkApi {

  private final BulkWork work;

  FindingsBulkApi(BulkWork work) {
    this.work = work;
  }

  @Operation(
      summary = "Do one thing with many findings",
      description =
          "Accepts them until a day, takes acceptances back, or assigns them: those that are named, or"
              + " all that a list has. `count` must be how many there are, at most 500. Each decision is"
              + " evidence of its own; what a finding does not allow is told in its outcome and keeps no"
              + " other from being decided.")
  @MayFail({400, 404, 409, 503})
  @PostMapping("/api/v1/findings/bulk")
  BulkWork.Answer act(@RequestBody BulkRequest request, Principal person) {
    if (request.action() == BulkRequest.Action.PLAN) {
      throw new NotUnderstood("One plan for many is made by POST /api/v1/findings/plan.");
    }
    return work.act(request, person.getName());
  }

  @Operation(
      summary = "Plan the fixes of many findings as one",
      description =
          "Freezes one remediation plan of the smallest fix of each finding that is named, or of all"
              + " that a list has; at most 50, and `count` must be how many. A change that fixes two"
              + " is made once. What cannot be fixed is told in its outcome. Nothing is sent before a"
              + " dry run and an approval.")
  @MayFail({400, 404, 409, 502, 503})
  @PostMapping("/api/v1/findings/plan")
  BulkWork.Answer plan(@RequestBody BulkRequest request, Principal person) {
    return work.act(request.as(BulkRequest.Action.PLAN), person.getName());
  }
}
