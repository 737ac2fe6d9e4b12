package dev.firebreak.web.api;

import dev.firebreak.web.precondition.Preconditions;
import dev.firebreak.web.saved.SavedView;
import dev.firebreak.web.saved.SavedViews;
import dev.firebreak.web.view.FindingFilters;
import dev.firebreak.web.view.FindingLists;
import dev.firebreak.web.view.FindingQuery;
import dev.firebreak.web.view.NotUnderstood;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Lists of findings under a name.
@Tag(name = Tags.FINDINGS)
@RestController
@RequestMapping("/api/v1/finding-views")
final class FindingViewsApi {

  private final SavedViews views;
  private final FindingLists lists;
  private final Preconditions preconditions;

  FindingViewsApi(SavedViews views, FindingLists lists, Preconditions preconditions) {
    this.preconditions = preconditions;
    this.views = views;
    this.lists = lists;
  }

  /// A saved view and how many findings it has now.
  record Counted(SavedView view, long findings) {}

  /// What to save.
  record ViewRequest(
      @Schema(description = "1 to 60 characters.") @Nullable String name,
      @Schema(
              description =
                  "The parameters of the list's address, such as state=OPEN&kind=LEAVER&sort=age.")
          @Nullable String query,
      @Schema(description = "Whether everybody sees it; not when absent.")
          @Nullable Boolean shared) {}

  /// With whom.
  record SharingRequest(
      @Schema(description = "Whether everybody sees it.") @Nullable Boolean shared) {}

  @Operation(
      summary = "Saved views",
      description = "Your own and those that others share, each with how many findings it has.")
  @GetMapping
  List<Counted> list(Principal person) {
    return views.of(person.getName()).stream()
        .map(view ->
            new Counted(view, lists.count(FindingQuery.of(FindingFilters.parse(view.query())))))
        .toList();
  }

  @Operation(summary = "One saved view", description = "Your own, or one that others share.")
  @MayFail(404)
  @GetMapping("/{id}")
  SavedView one(@Parameter(description = "Its id.") @PathVariable String id, Principal person) {
    return views.one(id, person.getName());
  }

  @Operation(
      summary = "Save a view",
      description = "In place of the one that you have under this name. You can have 50.")
  @MayFail(400)
  @PostMapping
  SavedView save(@RequestBody ViewRequest request, Principal person) {
    if (request.name() == null || request.query() == null) {
      throw new NotUnderstood(
          "Send {\"name\": \"Leavers\", \"query\": \"state=OPEN&kind=LEAVER\"}.");
    }
    return views.save(
        request.name(), request.query(), Boolean.TRUE.equals(request.shared()), person.getName());
  }

  @Operation(
      summary = "Share a view with everybody, or with nobody any more",
      description = "Only your own. Whom it is shared with can use it and not change it.")
  @MayFail({400, 404, 412})
  @PostMapping("/{id}/sharing")
  SavedView share(
      @Parameter(description = "Its id.") @PathVariable String id,
      @RequestBody SharingRequest request,
      Principal person) {
    Boolean shared = request.shared();
    if (shared == null) {
      throw new NotUnderstood("Send {\"shared\": true} or {\"shared\": false}.");
    }
    return preconditions.where(
        () -> one(id, person), () -> views.share(id, shared, person.getName()));
  }

  @Operation(summary = "Delete a view", description = "Only your own; the findings stay.")
  @MayFail({404, 412})
  @DeleteMapping("/{id}")
  SavedView delete(@Parameter(description = "Its id.") @PathVariable String id, Principal person) {
    return preconditions.where(() -> one(id, person), () -> views.delete(id, person.getName()));
  }
}
