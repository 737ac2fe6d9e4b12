package dev.firebreak.graph.snapshot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The graph as it was at the last analysis runs, in a folder that only its owner may read. Two
/// runs between which nothing changed share one file. How many are kept is [Retention]'s to say;
/// what is lost here is lost, and asked for later it is told as such.
public final class RunStates {

  private static final Logger log = LoggerFactory.getLogger(RunStates.class);
  private static final String RUN = ".run";
  private static final String STATE = ".state";

  private final Path folder;

  /// @param folder made when the first state is kept
  public RunStates(Path folder) {
    this.folder = folder;
  }

  /// What there is of a run.
  public sealed interface Answer {

    /// The graph on which the run worked, with reach decided for the run's instant.
    record Found(GraphSnapshot snapshot) implements Answer {}

    /// @param why one clause without a full stop: `no state was kept of run 3`
    record Missing(String why) implements Answer {}
  }

  /// Keeps the state of a run and lets go of what is not to be kept any longer. That it could not
  /// be kept is logged: the run itself is as good without.
  ///
  /// @param run digits, the run's id
  public synchronized void keep(String run, GraphSnapshot snapshot) {
    try {
      OwnerFile.folder(folder);
      StateFile.Content content = StateFile.content(snapshot);
      Path state = folder.resolve(content.digest() + STATE);
      if (!Files.exists(state)) {
        StateFile.write(state, snapshot, content.size());
      }
      new RunManifest(run, snapshot.asOf(), snapshot.complete(), content.digest())
          .write(manifest(run));
      prune(run, snapshot.asOf());
    } catch (IOException | UncheckedIOException e) {
      log.warn(
          "the state of analysis {} could not be kept in {}, so that nothing can be attributed to"
              + " changes since: {}",
          run,
          folder,
          e.getMessage());
    }
  }

  /// The graph as a run saw it.
  ///
  /// @param run the run's id
  /// @param at the instant of the run: a state that is of another run with the same id is not it
  public synchronized Answer of(String run, Instant at) {
    if (!run.matches("\\d{1,18}") || !Files.isRegularFile(manifest(run))) {
      return new Answer.Missing("no state was kept of run " + run);
    }
    try {
      RunManifest manifest = RunManifest.read(manifest(run));
      if (!manifest.run().equals(run) || !manifest.at().equals(at)) {
        return new Answer.Missing(
            "the state that is kept of run " + run + " is of a run of another graph");
      }
      Path state = folder.resolve(manifest.state() + STATE);
      return new Answer.Found(StateFile.read(state, manifest.at(), manifest.complete()));
    } catch (IOException | RuntimeException e) {
      log.warn("the state of analysis {} in {} is not used: {}", run, folder, e.getMessage());
      return new Answer.Missing(
          "the state that was kept of run %s cannot be read (%s)".formatted(run, e.getMessage()));
    }
  }

  /// The ids of the runs whose state is kept, the newest first.
  public synchronized List<String> runs() {
    try {
      return manifests().stream().map(RunManifest::run).toList();
    } catch (IOException e) {
      log.warn("{} cannot be read: {}", folder, e.getMessage());
      return List.of();
    }
  }

  private Path manifest(String run) {
    return folder.resolve(run + RUN);
  }

  private List<RunManifest> manifests() throws IOException {
    List<RunManifest> all = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + RUN)) {
        for (Path file : files) {
          try {
            all.add(RunManifest.read(file));
          } catch (IOException e) {
            log.warn("{} is not used: {}", file, e.getMessage());
          }
        }
      }
    }
    all.sort(Comparator.comparing(RunManifest::at).reversed());
    return all;
  }

  /// @param latest the run that was kept just now, the newest whatever the clock says
  private void prune(String latest, Instant now) throws IOException {
    List<RunManifest> all = manifests();
    all.sort(
        Comparator.<RunManifest, Boolean>comparing(one -> !one.run().equals(latest))
            .thenComparing(Comparator.comparing(RunManifest::at).reversed()));
    List<RunManifest> kept = Retention.kept(all, RunManifest::at, now);
    Set<String> runs = kept.stream().map(one -> one.run() + RUN).collect(Collectors.toSet());
    Set<String> states = kept.stream().map(one -> one.state() + STATE).collect(Collectors.toSet());
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        if (!runs.contains(name) && !states.contains(name)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
