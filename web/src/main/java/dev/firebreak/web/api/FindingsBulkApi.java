package dev.firebreak.web.api;

import dev.firebreak.web.work.BulkRequest;
import dev.firebreak.web.work.BulkWork;
import io.swagger.v3.oas.annotations.Operation;
import java.security.Principal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// One thing done with many findings.
@RestController
final class FindingsBulkApi {

  private final BulkWork work;

  FindingsBulkApi(BulkWork work) {
    this.work = work;
  }

  @Operation(
      summary = "Do one thing with many findings",
      description =
          "Accepts them until a day, takes acceptances back, assigns them, or freezes one remediation"
              + " plan that closes them: those that are named, or all that a list has. `count` must be"
              + " how many there are, at most 500, for a plan at most 50. Each decision is evidence of"
              + " its own; what a finding does not allow is told in its outcome and keeps no other from"
              + " being decided.")
  @MayFail({400, 404, 409, 502, 503})
  @PostMapping("/api/v1/findings/bulk")
  BulkWork.Answer act(@RequestBody BulkRequest request, Principal person) {
    return work.act(request, person.getName());
  }
}
