package dev.firebreak.ingest.harvest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.scim.client.ListingJournal.Mark;
import dev.firebreak.scim.client.ListingJournal.Reader;
import dev.firebreak.scim.resource.ScimResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pages on disk.
class KeptListingTest {
  private static final String MANNER = "INDEX /Users 3 {}";

  @TempDir private Path folder;

  /// What a reader is told, in lines.
  private static final class Told implements Reader {
    final List<String> lines = new ArrayList<>();
    final boolean wantsResources;

    Told(boolean wantsResources) {
      this.wantsResources = wantsResources;
    }

    @Override
    public void resource(String key, @Nullable Supplier<ScimResource> whole) {
      lines.add(
          key + " " + (whole == null ? "again" : wantsResources ? whole.get().body() : "whole"));
    }

    @Override
    public void page(Mark mark) {
      lines.add(mark.toString());
    }

    @Override
    public void restart() {
      lines.add("restart");
    }
  }

  private static KeptListing listing(Path file) {
    return new KeptListing(
        new Frames(file), "hr", "/Users", HarvestProgress.SILENT, () -> Instant.EPOCH);
  }

  private static List<String> told(Path file) throws IOException {
    try (KeptListing listing = listing(file)) {
      listing.begin(MANNER);
      Told keys = new Told(false);
      listing.replay(keys);
      Told all = new Told(true);
      listing.replay(all);
      assertThat(keys.lines).hasSameSizeAs(all.lines);
      return all.lines;
    }
  }

  private static ScimResource user(int i) {
    return ScimResource.parse(
        """
        {"id":"u%d","name":"é\\u2028\\ud800 \\ud83d\\udd25","n":1.50,"big":1e400,"nested":[{"a":[null,true]}]}
        """
            .formatted(i));
  }

  private static void page(KeptListing listing, int... users) {
    for (int i : users) {
      listing.resource("u" + i, user(i));
    }
    listing.resource("u1", null);
    listing.page(new Mark(9, users[0] == 1 ? null : "next \ud800", Map.of("password", users[0])));
  }

  private Path threePages() throws IOException {
    Path file = folder.resolve("user.pages");
    try (KeptListing listing = listing(file)) {
      listing.begin(MANNER);
      page(listing, 1, 2, 3);
      listing.restart();
      page(listing, 4, 5);
      listing.resource("u6", user(6));
    }
    return file;
  }

  @Test
  void whatWasReadComesBackAsItWasAndHalfAPageDoesNot() throws IOException {
    assertThat(told(threePages()))
        .containsExactly(
            "u1 " + user(1).body(),
            "u2 " + user(2).body(),
            "u3 " + user(3).body(),
            "u1 again",
            new Mark(9, null, Map.of("password", 1)).toString(),
            "restart",
            "u4 " + user(4).body(),
            "u5 " + user(5).body(),
            "u1 again",
            new Mark(9, "next \ud800", Map.of("password", 4)).toString());
  }

  @Test
  void aFileThatIsTornAnywhereIsAsGoodAsItsLastWholePageAndGoesOn() throws IOException {
    Path file = threePages();
    byte[] whole = Files.readAllBytes(file);
    List<String> all = told(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      List<String> left = told(file);
      assertThat(left).as("torn at %d", length).isEqualTo(all.subList(0, left.size()));
      assertThat(left.size()).isIn(0, 5, 6);
      if (length % 13 == 0) {
        try (KeptListing listing = listing(file)) {
          listing.begin(MANNER);
          page(listing, 7);
        }
        assertThat(told(file)).as("torn at %d, and on", length).hasSize(left.size() + 3);
      }
    }
  }

  @Test
  void aByteThatIsNotAsItWasEndsTheFileThere() throws IOException {
    Path file = threePages();
    byte[] whole = Files.readAllBytes(file);
    List<String> all = told(file);
    for (int i : IntStream.range(0, whole.length).filter(i -> i % 7 == 0).toArray()) {
      byte[] wrong = whole.clone();
      wrong[i] ^= 0x10;
      Files.write(file, wrong);
      List<String> left = told(file);
      assertThat(left).as("wrong at %d", i).isEqualTo(all.subList(0, left.size()));
      assertThat(left.size()).as("wrong at %d", i).isLessThan(all.size());
    }
  }

  @Test
  void pagesThatWereAskedForInAnotherWayAreForgotten() throws IOException {
    Path file = threePages();
    try (KeptListing listing = listing(file)) {
      listing.begin("CURSOR /Users 3 {}");
      assertThat(listing.holdsPages()).isFalse();
    }
    assertThat(told(file)).isEmpty();
  }

  @Test
  void nobodyButTheOwnerCanReadThem() throws IOException {
    Path file = threePages();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void thatTheyCannotBeWrittenIsNoFailure() throws IOException {
    try (KeptListing listing = listing(folder.resolve("gone").resolve("user.pages"))) {
      listing.begin(MANNER);
      page(listing, 1, 2);
      page(listing, 3);
      assertThat(listing.holdsPages()).isFalse();
    }
  }
}
