package dev.firebreak.scim.client;

import dev.firebreak.scim.resource.ScimResource;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Keeps the pages of one listing while they are read, so that one that was cut off goes on where
/// it was. It gets resources as they are handed out: mended, whole, and without secrets.
public interface ListingJournal {

  /// Keeps nothing.
  ListingJournal NONE =
      new ListingJournal() {
        @Override
        public void begin(String manner) {}

        @Override
        public void replay(Reader reader) {}

        @Override
        public void goesOn(Listing soFar, boolean over) {}

        @Override
        public void resource(String key, @Nullable ScimResource whole) {}

        @Override
        public void page(Mark mark) {}

        @Override
        public void restart() {}

        @Override
        public void forget(String why) {}
      };

  /// What a page says of itself and of the next one.
  ///
  /// @param total `totalResults`, if it was a number
  /// @param nextCursor what asks for the page after it (RFC 9865 §2), if it said
  /// @param secrets how often a secret was dropped until then, by attribute
  record Mark(@Nullable Integer total, @Nullable String nextCursor, Map<String, Integer> secrets) {
    public Mark {
      secrets = Map.copyOf(secrets);
    }
  }

  /// Is told what is kept, in the order in which it came.
  interface Reader {
    /// @param key what tells it from all others of the listing
    /// @param whole null where it came before
    void resource(String key, @Nullable Supplier<ScimResource> whole);

    /// The end of a page.
    void page(Mark mark);

    /// The listing was begun anew here, since a cursor had expired.
    void restart();
  }

  /// The listing begins.
  ///
  /// @param manner how its pages are asked for; what was kept of a listing in another manner is no
  ///   use
  void begin(String manner);

  /// Tells the pages that are wholly kept.
  void replay(Reader reader);

  /// The listing goes on after the kept pages, or they are all of it.
  void goesOn(Listing soFar, boolean over);

  /// A resource of the page that is being read. Without the end of the page it does not count.
  ///
  /// @param whole null where it came before
  void resource(String key, @Nullable ScimResource whole);

  /// The page was read to its end.
  void page(Mark mark);

  /// The listing begins anew, and what was kept still counts.
  void restart();

  /// What is kept is no use any more.
  ///
  /// @param why a clause
  void forget(String why);
}
