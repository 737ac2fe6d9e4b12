package dev.firebreak.web.api;

import dev.firebreak.web.view.ChangePages;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What became of memberships and grants.
@Tag(name = Tags.CHANGES)
@RestController
@RequestMapping("/api/v1")
final class ChangesApi {

  private final ChangePages pages;

  ChangesApi(ChangePages pages) {
    this.pages = pages;
  }

  @Operation(
      summary = "What changed around a node",
      description =
          "The memberships and grants of an identity's accounts, on a safe, or at any other node"
              + " that appeared or went, newest first, as harvests saw it. What the first complete"
              + " harvest of a source found is no change.")
  @MayFail({400, 404})
  @GetMapping("/changes")
  ChangePages.Changes changes(
      @Parameter(description = "The key of the node.") @RequestParam String key,
      @Parameter(description = "Counts from 1; a page has a hundred.")
          @RequestParam(defaultValue = "1")
          int page) {
    return pages.of(key, page, ChangePages.LISTED);
  }
}
