package dev.firebreak.scim.probe;

import dev.firebreak.scim.quirk.Quirk;
import dev.firebreak.scim.quirk.Quirks;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A quirk of one service provider, and how it is known.
///
/// @param because the measurement that shows it; null when the product is known for it
public record ChosenQuirk(Quirk quirk, @Nullable Measurement because) {

  /// The quirks of a service provider in the order in which they apply: those of its product, then
  /// those that were measured, in the order of [Point]. Where both have a like quirk, that of the
  /// product stands.
  ///
  /// @param measured null when nothing was, or nothing of it is to be used
  public static List<ChosenQuirk> all(Quirks product, @Nullable CapabilityProfile measured) {
    var all = new ArrayList<ChosenQuirk>();
    product.all().forEach(quirk -> all.add(new ChosenQuirk(quirk, null)));
    if (measured != null) {
      for (ChosenQuirk found : FoundQuirks.of(measured)) {
        if (all.stream().noneMatch(known -> known.quirk().isLike(found.quirk()))) {
          all.add(found);
        }
      }
    }
    return List.copyOf(all);
  }
}
