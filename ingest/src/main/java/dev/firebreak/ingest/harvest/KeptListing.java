package dev.firebreak.ingest.harvest;

import dev.firebreak.ingest.harvest.Frames.Frame;
import dev.firebreak.ingest.harvest.HarvestProgress.Continued;
import dev.firebreak.scim.client.Listing;
import dev.firebreak.scim.client.ListingJournal;
import dev.firebreak.scim.resource.ScimResource;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/// The pages of one endpoint in a file. That it cannot be written does no harm to the harvest,
/// which then cannot be continued.
final class KeptListing implements ListingJournal, Closeable {

  private static final Logger log = LoggerFactory.getLogger(KeptListing.class);

  private static final char MANNER = 'M';
  private static final char PAGE = 'P';
  private static final char RESTART = 'R';

  private final Frames file;
  private final String source;
  private final String endpoint;
  private final HarvestProgress progress;
  private final Supplier<Instant> clock;
  private String manner = "";
  private @Nullable PageContent page;
  private @Nullable Instant readAt;
  private boolean fresh = true;
  private boolean continued;
  private boolean broken;

  KeptListing(
      Frames file,
      String source,
      String endpoint,
      HarvestProgress progress,
      Supplier<Instant> clock) {
    this.file = file;
    this.source = source;
    this.endpoint = endpoint;
    this.progress = progress;
    this.clock = clock;
  }

  /// Whether it went on where an earlier harvest was cut off.
  boolean continued() {
    return continued;
  }

  /// Whether there is something to go on from.
  boolean holdsPages() {
    return !fresh && !broken;
  }

  @Override
  public void begin(String how) {
    manner = how;
    page = null;
    String[] kept = {null};
    try {
      file.read(frame -> {
        if (frame.kind() == MANNER) {
          kept[0] = new String(frame.content(), StandardCharsets.UTF_8);
        } else {
          readAt = frame.at();
        }
      });
      fresh = kept[0] == null;
      if (!fresh && !how.equals(kept[0])) {
        forget("it is asked for in another way now");
      }
    } catch (IOException e) {
      giveUp(e);
    }
  }

  @Override
  public void replay(Reader reader) {
    if (fresh || broken) {
      return;
    }
    try {
      file.read(frame -> {
        if (frame.kind() == PAGE) {
          PageContent.read(frame.content(), reader);
        } else if (frame.kind() == RESTART) {
          reader.restart();
        }
      });
    } catch (IOException | JacksonException e) {
      giveUp(e);
      throw new IllegalStateException(
          "what was read of %s %s before cannot be read again; the next harvest begins anew"
              .formatted(source, endpoint),
          e);
    }
  }

  @Override
  public void goesOn(Listing soFar, boolean whole) {
    continued = true;
    Continued from =
        new Continued(
            soFar.pages(), soFar.distinct(), whole, readAt == null ? clock.get() : readAt);
    log.info("harvest of {}: {} {}", source, endpoint, from.summary());
    progress.continued(source, endpoint, from, soFar.promised());
  }

  @Override
  public void resource(String key, @Nullable ScimResource whole) {
    if (broken) {
      return;
    }
    if (page == null) {
      page = new PageContent();
    }
    page.add(key, whole);
  }

  @Override
  public void page(Mark mark) {
    if (!broken) {
      PageContent content = page == null ? new PageContent() : page;
      page = null;
      add(PAGE, content.closed(mark));
    }
  }

  @Override
  public void restart() {
    add(RESTART, new byte[0]);
  }

  private void add(char kind, byte[] content) {
    if (broken) {
      return;
    }
    try {
      Instant now = clock.get();
      if (fresh) {
        file.add(new Frame(MANNER, now, manner.getBytes(StandardCharsets.UTF_8)));
        fresh = false;
      }
      file.add(new Frame(kind, now, content));
    } catch (IOException e) {
      giveUp(e);
    }
  }

  @Override
  public void forget(String why) {
    page = null;
    if (fresh || broken) {
      return;
    }
    log.info("harvest of {}: {} cannot be continued from what was read: {}", source, endpoint, why);
    fresh = true;
    try {
      file.clear();
    } catch (IOException e) {
      giveUp(e);
    }
  }

  private void giveUp(Exception e) {
    broken = true;
    page = null;
    log.warn(
        "harvest of {}: what is read of {} cannot be kept on disk, so it cannot be continued if it is cut off: {}",
        source,
        endpoint,
        e.getMessage());
    try {
      file.clear();
    } catch (IOException again) {
      e.addSuppressed(again);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
