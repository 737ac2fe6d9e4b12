package dev.firebreak.web.api;

import dev.firebreak.web.export.CutAnswer;
import dev.firebreak.web.view.NotUnderstood;
import dev.firebreak.web.work.CutRequest;
import dev.firebreak.web.work.Plans;
import dev.firebreak.web.work.Remediations;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Which changes lower exposure, part somebody from something, or close findings. Nothing here
/// writes; `POST /api/v1/remediations` freezes what it answers.
@Tag(name = Tags.WHAT_IF)
@RestController
@RequestMapping("/api/v1/cut-plans")
final class CutPlanApi {

  private final Remediations remediations;

  CutPlanApi(Remediations remediations) {
    this.remediations = remediations;
  }

  @Operation(
      summary = "The changes that reach a goal within a budget",
      description =
          "Give findings to close; or share, how many per cent of the crown-jewel exposure are to"
              + " go; or from and to, keys of nodes to part. Spares access that was used, and access"
              + " of which nobody can tell, unless asked otherwise. Exact by minimum cut for nodes"
              + " to part and for a single toxic combination; otherwise greedy, and says so. Each"
              + " change names the ways that stay without the others. Nothing is written.")
  @MayFail({400, 404, 503})
  @PostMapping
  CutAnswer plan(@RequestBody CutRequest request) {
    try {
      Plans.Cut cut = remediations.plans().cut(request);
      return CutAnswer.of(cut.plan(), cut.effect());
    } catch (IllegalArgumentException e) {
      throw new NotUnderstood(String.valueOf(e.getMessage()));
    }
  }
}
