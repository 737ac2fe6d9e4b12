package dev.firebreak.web.workbench;

import dev.firebreak.web.view.NodeRef;
import dev.firebreak.web.whatif.Basket;
import org.jspecify.annotations.Nullable;

/// A change in the basket.
///
/// @param word what joins the two nodes: `member of`
/// @param planned what a plan would say; null where a plan cannot hold it
/// @param source the id of the source that would be changed; null likewise
/// @param use whether what goes is used, in a sentence; empty where that does not matter
/// @param reason why a plan cannot hold it, in a sentence; empty where it can
/// @param problem why nothing can be said about it; empty where something can
public record BasketLine(
    Basket.Item item,
    NodeRef from,
    String word,
    NodeRef to,
    @Nullable String planned,
    @Nullable String source,
    String use,
    String reason,
    String problem) {

  /// Whether a plan can hold it.
  public boolean plannable() {
    return planned != null;
  }

  /// The change in a sentence.
  public String sentence() {
    return item.add()
        ? "Add: %s %s %s".formatted(from.name(), word, to.name())
        : "Remove: %s %s %s".formatted(from.name(), word, to.name());
  }
}
