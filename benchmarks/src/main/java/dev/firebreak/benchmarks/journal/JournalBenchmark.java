package dev.firebreak.benchmarks.journal;

import dev.firebreak.benchmarks.Comparison;
import dev.firebreak.benchmarks.Machine;
import dev.firebreak.remediation.evidence.Evidence;
import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.remediation.evidence.EvidenceVerifier;
import dev.firebreak.remediation.evidence.RunEvidence;
import dev.firebreak.remediation.evidence.Signing;
import dev.firebreak.remediation.evidence.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Appends that have returned only when they were on the disk, by one thread and by many, against a
/// loop that writes the same bytes and waits for the disk after each line; then the check of a
/// large signed journal. That journal is written first, which warms up what appends.
@Command(name = "journal", mixinStandardHelpOptions = true, description = "The evidence journal.")
public final class JournalBenchmark implements Callable<Integer> {

  private static final String PLAIN = "write a line, wait for the disk";
  private static final String ONE = "append, one thread";
  private static final String VERIFY = "verify-evidence";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--appends", defaultValue = "2000", description = "How many a round.")
  private int appends;

  @Option(names = "--threads", defaultValue = "16", description = "How many append at once.")
  private int threads;

  @Option(names = "--records", defaultValue = "100000", description = "How many are verified.")
  private int records;

  @Option(names = "--rounds", defaultValue = "5", description = "Timed rounds.")
  private int rounds;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "Where to write, on the disk that is meant; a temporary folder when absent.")
  private @Nullable Path folder;

  private boolean correct = true;
  private final List<Path> written = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Path scratch =
        folder == null
            ? Files.createTempDirectory("firebreak-journal")
            : Files.createTempDirectory(Files.createDirectories(folder), "journal");
    try {
      out.printf(
          Locale.ROOT,
          "journal: %,d appends by 1 and by %d threads, %,d records verified, %d rounds, on %s%n",
          appends,
          threads,
          records,
          rounds,
          Files.getFileStore(scratch).type());
      out.print(Machine.line());
      out.flush();
      verification(out, scratch.resolve("large"));
      appends(out, scratch);
    } finally {
      delete(scratch);
    }
    out.printf("%ncorrect: %s%n", correct ? "yes" : "no");
    out.flush();
    return correct ? 0 : 1;
  }

  private void appends(PrintWriter out, Path scratch) throws Exception {
    byte[] line = line(scratch.resolve("sample"));
    String many = "append, %d threads at once".formatted(threads);
    Comparison comparison =
        new Comparison("appends that are on the disk", appends)
            .with(PLAIN, () -> {}, () -> plain(Files.createTempFile(scratch, "plain", ""), line))
            .with(ONE, () -> {}, () -> append(next(scratch), 1))
            .with(many, () -> {}, () -> append(next(scratch), threads))
            .run(1, rounds);
    comparison.print(out);
    for (Path log : written) {
      correct &= intact(EvidenceVerifier.verify(log), appends + 1L);
    }
    double plain = comparison.wallMillis(PLAIN);
    out.printf(
        Locale.ROOT,
        "  of the rate of the plain loop: one thread %.0f %%, %d threads %.0f %%%n",
        plain / comparison.wallMillis(ONE) * 100,
        threads,
        plain / comparison.wallMillis(many) * 100);
  }

  private Path next(Path scratch) {
    return scratch.resolve("log-" + written.size());
  }

  /// A line as long as that of a record.
  private static byte[] line(Path log) throws IOException {
    try (EvidenceLog sample = EvidenceLog.open(log, Clock.systemUTC())) {
      sample.append(evidence(0));
    }
    return Files.readAllBytes(log.resolve("evidence-000001.jsonl"));
  }

  private void plain(Path path, byte[] line) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      for (int i = 0; i < appends; i++) {
        file.write(line);
        file.getFD().sync();
      }
    }
    correct &= Files.size(path) == (long) appends * line.length;
  }

  private void append(Path log, int by) throws Exception {
    Signing signing = Signing.with(log.resolveSibling(log.getFileName() + ".key/evidence.pem"));
    try (EvidenceLog journal = EvidenceLog.open(log, signing, Clock.systemUTC());
        ExecutorService workers = Executors.newFixedThreadPool(by)) {
      for (int worker = 0; worker < by; worker++) {
        int first = worker;
        var _ =
            workers.submit(() -> {
              for (int i = first; i < appends; i += by) {
                journal.append(evidence(i));
              }
            });
      }
    }
    written.add(log);
  }

  private void verification(PrintWriter out, Path log) throws Exception {
    Signing signing = Signing.with(log.resolveSibling("large.key/evidence.pem"));
    try (EvidenceLog journal = EvidenceLog.open(log, signing, Clock.systemUTC());
        ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      int by = 500;
      for (int worker = 0; worker < by; worker++) {
        int first = worker;
        var _ =
            workers.submit(() -> {
              for (int i = first; i < records - 1; i += by) {
                journal.append(evidence(i));
              }
            });
      }
    }
    Comparison comparison =
        new Comparison("every byte, the chain, the Merkle root and the signature", records)
            .with(VERIFY, () -> {}, () -> correct &= intact(EvidenceVerifier.verify(log), records))
            .run(2, rounds);
    comparison.print(out);
    Path segment = log.resolve("evidence-000001.jsonl");
    out.printf(
        Locale.ROOT,
        "  %,d MB; %,d records take %,.0f ms of CPU%n",
        Files.size(segment) >> 20,
        records,
        comparison.cpuMillis(VERIFY));
    spoil(segment);
    correct &= EvidenceVerifier.verify(log) instanceof Verdict.Tampered;
  }

  /// One bit in the middle: a check that does not notice is none.
  private static void spoil(Path segment) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
      file.seek(file.length() / 2);
      int before = file.read();
      file.seek(file.length() / 2);
      file.write(before ^ 1);
    }
  }

  private static boolean intact(Verdict verdict, long expected) {
    return verdict instanceof Verdict.Intact intact
        && intact.records() == expected
        && intact.covered() == expected;
  }

  private static Evidence evidence(int number) {
    return new RunEvidence.Outcome(
        "R-" + number / 25,
        "change-" + number,
        RunEvidence.Outcome.State.VERIFIED,
        204,
        "W/\"" + number + "\"",
        "The member is gone; read back after the change.",
        41);
  }

  private static void delete(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
