package dev.firebreak.web.progress;

import dev.firebreak.web.progress.Work.Part;
import dev.firebreak.web.progress.Work.State;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The long work of this server. Each piece leaves how it is now in the place of how it was, and
/// goes on at once: who listens sees the last state, never a queue of them. Kept in memory; after a
/// restart, work that goes on begins again here, from where it is then.
public final class Works {

  /// So many pieces that are over are remembered.
  private static final int REMEMBERED = 32;

  private final Clock clock;
  private final Map<String, Work> works = new LinkedHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /// Grows with each change; begins where that of the life before cannot have been.
  private long version;

  private boolean closed;

  public Works(Clock clock) {
    this.clock = clock;
    this.version = clock.millis();
  }

  /// What there is to see.
  ///
  /// @param version another number when anything differs
  /// @param works all that is under way, and what was over last, the latest begun last
  public record Seen(long version, List<Work> works) {

    /// Whether anything is under way.
    public boolean busy() {
      return works.stream().anyMatch(work -> !work.state().isOver());
    }
  }

  /// A piece of work begins, in the place of the one before with this id.
  ///
  /// @param total how many there are to count; null where nothing is counted as a whole
  public void begin(String id, String what, List<Part> parts, @Nullable Long total) {
    Progress whole = total == null ? null : Progress.from(clock.instant(), 0, total);
    locked(() -> {
      works.remove(id);
      put(Work.begun(id, what, clock.instant(), parts, whole).marked(version + 1));
      forget();
    });
  }

  /// A piece of work that has begun is further.
  public void update(String id, UnaryOperator<Work> change) {
    locked(() -> {
      Work before = works.get(id);
      if (before != null && !before.state().isOver()) {
        Work after = change.apply(before);
        put(after.differs(before) ? after.marked(version + 1) : after);
      }
    });
  }

  /// More changed than a count.
  public void mark(String id) {
    update(id, work -> work.marked(version + 1));
  }

  /// The whole is counted further.
  public void count(String id, long done, @Nullable Long total) {
    update(
        id,
        work ->
            work.at(
                work.progress() == null
                    ? Progress.from(clock.instant(), done, total)
                    : work.progress().counted(clock.instant(), done, total)));
  }

  /// A piece of work is over.
  public void end(String id, State state) {
    locked(() -> {
      Work before = works.get(id);
      if (before != null && !before.state().isOver()) {
        put(before.over(state, clock.instant()).marked(version + 1));
      }
    });
  }

  /// Does something as a piece of work, which is over when it returns or throws.
  public <T> T during(String id, String what, Supplier<T> task) {
    begin(id, what, List.of(), null);
    State state = State.FAILED;
    try {
      T made = task.get();
      state = State.DONE;
      return made;
    } finally {
      end(id, state);
    }
  }

  /// The piece of work with an id, under way or over.
  public Optional<Work> find(String id) {
    lock.lock();
    try {
      return Optional.ofNullable(works.get(id));
    } finally {
      lock.unlock();
    }
  }

  /// How some pieces of work stand, for a page to know later whether it is out of date: `job:17
  /// analysis:0`.
  public String marks(String... ids) {
    List<String> marks = new ArrayList<>();
    for (String id : ids) {
      marks.add(id + ":" + find(id).map(Work::marks).orElse(0L));
    }
    return String.join(" ", marks);
  }

  /// What there is to see now.
  public Seen now() {
    lock.lock();
    try {
      return new Seen(version, List.copyOf(works.values()));
    } finally {
      lock.unlock();
    }
  }

  /// Waits until something differs from what was seen, or for a while.
  ///
  /// @return what there is to see then
  public Seen after(long seen, Duration atMost) throws InterruptedException {
    lock.lock();
    try {
      long left = atMost.toNanos();
      while (version == seen && !closed && left > 0) {
        left = changed.awaitNanos(left);
      }
      return new Seen(version, List.copyOf(works.values()));
    } finally {
      lock.unlock();
    }
  }

  /// Waits this long whatever changes, but not beyond the end of the server.
  public void rest(Duration time) throws InterruptedException {
    lock.lock();
    try {
      long left = time.toNanos();
      while (!closed && left > 0) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /// Whether the server ends, and with it everybody's listening.
  public boolean closed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /// Lets nobody wait any more.
  public void close() {
    locked(() -> closed = true);
  }

  private void put(Work work) {
    works.put(work.id(), work);
    version++;
  }

  private void forget() {
    var over = works.values().stream().filter(work -> work.state().isOver()).toList();
    over.stream()
        .limit(Math.max(0, over.size() - REMEMBERED))
        .forEach(work -> works.remove(work.id()));
  }

  private void locked(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
