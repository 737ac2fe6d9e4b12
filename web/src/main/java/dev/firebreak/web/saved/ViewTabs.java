package dev.firebreak.web.saved;

import dev.firebreak.analytics.run.StoredFinding.State;
import dev.firebreak.web.view.FindingFilters;
import dev.firebreak.web.view.FindingLists;
import dev.firebreak.web.view.FindingQuery;
import dev.firebreak.web.view.NotUnderstood;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The tabs over the list of findings: what is open, what is mine, saved views, everything.
@Component
public final class ViewTabs {

  private final SavedViews views;
  private final FindingLists lists;

  ViewTabs(SavedViews views, FindingLists lists) {
    this.views = views;
    this.lists = lists;
  }

  /// One list to go to.
  ///
  /// @param note who shares it; empty for one's own
  /// @param chosen whether it is the list that is shown
  /// @param view the saved view; null for a list that is always there
  public record Tab(
      String label,
      String note,
      String address,
      long count,
      boolean chosen,
      @Nullable SavedView view) {}

  /// The tabs for a person, over the list that a query finds.
  public List<Tab> of(FindingQuery shown, String person) {
    List<Tab> tabs = new ArrayList<>();
    tabs.add(tab("Open", FindingQuery.OPEN, shown));
    tabs.add(
        tab("Mine", FindingQuery.of(asked(List.of(State.OPEN.name()), List.of(person))), shown));
    views
        .of(person)
        .forEach(view -> read(view).ifPresent(query -> tabs.add(tab(view, query, shown, person))));
    tabs.add(tab("All", FindingQuery.of(asked(List.of("ALL"), List.of())), shown));
    return tabs;
  }

  private Tab tab(String label, FindingQuery query, FindingQuery shown) {
    return new Tab(label, "", query.address(), lists.count(query), query.equals(shown), null);
  }

  private Tab tab(SavedView view, FindingQuery query, FindingQuery shown, String person) {
    return new Tab(
        view.name(),
        view.owner().equals(person) ? "" : view.owner(),
        query.address(),
        lists.count(query),
        query.equals(shown),
        view);
  }

  /// What a view finds; empty for one that an earlier release understood and this one does not.
  private static Optional<FindingQuery> read(SavedView view) {
    try {
      return Optional.of(FindingQuery.of(FindingFilters.parse(view.query())));
    } catch (NotUnderstood _) {
      return Optional.empty();
    }
  }

  private static FindingFilters asked(List<String> states, List<String> assignees) {
    return new FindingFilters(states, null, null, null, null, assignees, null, null, null);
  }
}
