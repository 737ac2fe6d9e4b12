package dev.firebreak.ingest.harvest;

import dev.firebreak.scim.client.Listing;
import dev.firebreak.scim.client.ListingJournal;
import dev.firebreak.scim.client.ScimOutcome;
import dev.firebreak.scim.resource.ResourceType;
import dev.firebreak.scim.resource.ScimResource;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The wish that a harvest ends, and whose it is. It breaks off the call that the harvest waits
/// for, and never a write to the graph. Safe for use by several threads.
public final class Cancellation {

  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable String by;
  private @Nullable Thread waiting;

  /// Wishes that it ends. Only the first wish counts.
  ///
  /// @param who wishes so
  public void wish(String who) {
    lock.lock();
    try {
      if (by == null) {
        by = who;
        if (waiting != null) {
          waiting.interrupt();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /// Whether anybody wishes so.
  public boolean wished() {
    return by() != null;
  }

  /// Who wishes so; null while nobody does.
  public @Nullable String by() {
    lock.lock();
    try {
      return by;
    } finally {
      lock.unlock();
    }
  }

  /// The same listener, which ends the harvest when the wish comes.
  public HarvestProgress endable(HarvestProgress progress) {
    return new HarvestProgress() {
      @Override
      public void read(String source, String endpoint, int read, @Nullable Integer promised) {
        progress.read(source, endpoint, read, promised);
      }

      @Override
      public void page(
          String source, String endpoint, int pages, int read, @Nullable Integer promised) {
        progress.page(source, endpoint, pages, read, promised);
      }

      @Override
      public void continued(
          String source, String endpoint, Continued from, @Nullable Integer promised) {
        progress.continued(source, endpoint, from, promised);
      }

      @Override
      public void begun(String source) {
        progress.begun(source);
      }

      @Override
      public void over(HarvestReceipt receipt) {
        progress.over(receipt);
      }

      @Override
      public ResourceReader endable(ResourceReader reader) {
        return Cancellation.this.over(progress.endable(reader));
      }

      @Override
      public ChangeReader endable(ChangeReader changes) {
        return Cancellation.this.over(progress.endable(changes));
      }

      @Override
      public boolean cancelled() {
        return wished() || progress.cancelled();
      }

      @Override
      public @Nullable String cancelledBy() {
        String who = by();
        return who == null ? progress.cancelledBy() : who;
      }
    };
  }

  /// The same reader, which gives up waiting for its source when the wish comes.
  public ResourceReader over(ResourceReader reader) {
    return new ResourceReader() {
      @Override
      public Listing list(ResourceType type, Consumer<ScimResource> each) {
        return list(type, each, _ -> {}, ListingJournal.NONE);
      }

      @Override
      public Listing list(
          ResourceType type,
          Consumer<ScimResource> each,
          Consumer<Listing> soFar,
          ListingJournal journal) {
        return waiting(() ->
            reader.list(
                type, resource -> works(each, resource), page -> works(soFar, page), journal));
      }
    };
  }

  /// The same reader of changes, which gives up waiting for its source when the wish comes.
  public ChangeReader over(ChangeReader changes) {
    return new ChangeReader() {
      @Override
      public @Nullable Integer total(ResourceType type, @Nullable String filter) {
        waits();
        try {
          return changes.total(type, filter);
        } finally {
          waitsNoMore();
        }
      }

      @Override
      public Listing matching(ResourceType type, String filter, Consumer<ScimResource> each) {
        return waiting(() -> changes.matching(type, filter, resource -> works(each, resource)));
      }

      @Override
      public ScimOutcome read(ResourceType type, String id) {
        return waiting(() -> changes.read(type, id));
      }
    };
  }

  private <T> T waiting(Supplier<T> call) {
    waits();
    try {
      return call.get();
    } finally {
      waitsNoMore();
    }
  }

  private <T> void works(Consumer<T> work, T on) {
    waitsNoMore();
    try {
      work.accept(on);
    } finally {
      waits();
    }
  }

  private void waits() {
    lock.lock();
    try {
      waiting = Thread.currentThread();
      if (by != null) {
        waiting.interrupt();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Takes back the interruption that the wish caused; one of anybody else stays.
  private void waitsNoMore() {
    lock.lock();
    try {
      waiting = null;
      if (by != null) {
        Thread.interrupted();
      }
    } finally {
      lock.unlock();
    }
  }
}
