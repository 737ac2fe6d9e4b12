package dev.firebreak.scim.client;

import dev.firebreak.scim.resource.ScimResource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A journal that lives as long as the test.
final class RememberedPages implements ListingJournal {
  private final List<Consumer<Reader>> pages = new ArrayList<>();
  private List<Consumer<Reader>> page = new ArrayList<>();
  private @Nullable String manner;
  private int fresh;
  private int resources;

  /// Why what was kept was no use.
  final List<String> forgotten = new ArrayList<>();

  /// How many times a listing went on.
  int continued;

  boolean empty() {
    return pages.isEmpty();
  }

  /// How many different resources are kept.
  int resources() {
    return resources;
  }

  @Override
  public void begin(String how) {
    page = new ArrayList<>();
    fresh = 0;
    if (manner != null && !manner.equals(how)) {
      forget("another manner");
    }
    manner = how;
  }

  @Override
  public void replay(Reader reader) {
    List.copyOf(pages).forEach(kept -> kept.accept(reader));
  }

  @Override
  public void goesOn(Listing soFar, boolean whole) {
    continued++;
  }

  @Override
  public void resource(String key, @Nullable ScimResource whole) {
    fresh += whole == null ? 0 : 1;
    page.add(reader -> reader.resource(key, whole == null ? null : () -> whole));
  }

  @Override
  public void page(Mark mark) {
    resources += fresh;
    fresh = 0;
    pages.addAll(page);
    pages.add(reader -> reader.page(mark));
    page = new ArrayList<>();
  }

  @Override
  public void restart() {
    pages.add(Reader::restart);
  }

  @Override
  public void forget(String why) {
    if (!pages.isEmpty()) {
      forgotten.add(why);
    }
    resources = 0;
    fresh = 0;
    pages.clear();
    page = new ArrayList<>();
  }
}
