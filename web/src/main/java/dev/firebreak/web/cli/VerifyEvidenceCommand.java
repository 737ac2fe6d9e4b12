package dev.firebreak.web.cli;

import dev.firebreak.remediation.evidence.EvidenceVerifier;
import dev.firebreak.remediation.evidence.ProofBundle;
import dev.firebreak.remediation.evidence.Trust;
import dev.firebreak.remediation.evidence.Verdict;
import dev.firebreak.remediation.evidence.note.MalformedNote;
import dev.firebreak.remediation.evidence.note.SignedCheckpoint;
import dev.firebreak.remediation.evidence.note.VerifierKey;
import dev.firebreak.remediation.pack.PackVerdict;
import dev.firebreak.remediation.pack.PackVerifier;
import dev.firebreak.web.config.ConfigInvalid;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "verify-evidence",
    mixinStandardHelpOptions = true,
    description = {
      "Check an evidence folder, the proof of a single record or the evidence pack of a run, without",
      "network, database or trust in Firebreak's other data. Of a pack, the findings are computed again.",
      "Exit code 0: intact; 1: tampered, with the record and the place; 2: not usable; 3: the end, or a",
      "part of the pack, is missing."
    })
final class VerifyEvidenceCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "PATH",
      arity = "0..1",
      description = "The folder that holds evidence-000001.jsonl, or a file that --record wrote.")
  private @Nullable Path given;

  @Option(
      names = "--pack",
      paramLabel = "FILE",
      description = "An evidence pack, in place of PATH.")
  private @Nullable Path pack;

  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      description = {
        "A checkpoint that was kept elsewhere: what it covers must still be there. May be given more",
        "than once."
      })
  private List<Path> checkpoints = new ArrayList<>();

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = {
        "The key that must have signed it, as name+id+key or a file that holds that. Without it, the",
        "key that the log names itself is believed."
      })
  private @Nullable String key;

  @Option(
      names = "--record",
      paramLabel = "N",
      description = "Also write a proof of this record that can be checked without the folder.")
  private @Nullable Long record;

  @Option(
      names = "--to",
      paramLabel = "FILE",
      description = "Where to; evidence-record-N.json when absent.")
  private @Nullable Path to;

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private AnswerFormat format = AnswerFormat.TEXT;

  @Override
  public Integer call() throws IOException {
    Trust trust = trust();
    if (pack != null) {
      return pack(pack, trust);
    }
    Path path = path();
    Verdict verdict =
        Files.isRegularFile(path)
            ? ProofBundle.verify(path, trust)
            : EvidenceVerifier.verify(path, trust);
    PrintWriter out = spec.commandLine().getOut();
    if (format == AnswerFormat.JSON) {
      AnswerFormat.print(out, VerdictAnswer.of(verdict));
    } else {
      out.println(verdict.sentence());
    }
    return record == null || verdict.exitCode() != ExitCode.OK
        ? verdict.exitCode()
        : prove(path, record, verdict, trust);
  }

  private Path path() {
    if (given == null) {
      throw new ConfigInvalid(
          "Name the folder to check, or a file that --record wrote, or --pack FILE.", null);
    }
    return given;
  }

  private int pack(Path file, Trust trust) {
    if (given != null || record != null) {
      throw new ConfigInvalid("--pack stands alone, without PATH and --record.", null);
    }
    PackVerdict verdict = PackVerifier.verify(file, trust);
    PrintWriter out = spec.commandLine().getOut();
    if (format == AnswerFormat.JSON) {
      AnswerFormat.print(out, PackAnswer.of(verdict));
    } else {
      out.println(verdict.sentence());
    }
    return verdict.exitCode();
  }

  private int prove(Path path, long seq, Verdict verdict, Trust trust) throws IOException {
    if (verdict instanceof Verdict.Proven) {
      throw new ConfigInvalid(
          "%s is the proof of a record itself. Name the folder to take another from it."
              .formatted(path),
          null);
    }
    if (verdict instanceof Verdict.Intact intact && (seq < 1 || seq > intact.records())) {
      throw new ConfigInvalid(
          "There is no record %d: the log in %s has %d.".formatted(seq, path, intact.records()),
          null);
    }
    SignedCheckpoint earlier = trust.saved().isEmpty() ? null : trust.saved().getFirst();
    Optional<ProofBundle> proof = ProofBundle.of(path, seq, earlier);
    if (proof.isEmpty()) {
      throw new ConfigInvalid(
          "There is no proof of record %d: no checkpoint in %s covers it.".formatted(seq, path),
          null);
    }
    Path file = to == null ? Path.of("evidence-record-" + seq + ".json") : to;
    Files.writeString(file, proof.get().json());
    spec.commandLine().getErr().println("the proof of record " + seq + " is in " + file);
    return ExitCode.OK;
  }

  private Trust trust() throws IOException {
    List<SignedCheckpoint> saved = new ArrayList<>();
    for (Path file : checkpoints) {
      try {
        saved.add(SignedCheckpoint.parse(Files.readAllBytes(file)));
      } catch (MalformedNote malformed) {
        throw new ConfigInvalid("%s %s.".formatted(file, malformed.getMessage()), malformed);
      } catch (IOException unreadable) {
        throw new ConfigInvalid("The checkpoint " + file + " cannot be read.", unreadable);
      }
    }
    return new Trust(key == null ? null : key(key), saved);
  }

  private static VerifierKey key(String given) throws IOException {
    String text =
        given.contains("+") ? given : Files.readString(Path.of(given), StandardCharsets.UTF_8);
    try {
      return VerifierKey.parse(text);
    } catch (MalformedNote malformed) {
      throw new ConfigInvalid("--key: it " + malformed.getMessage() + ".", malformed);
    }
  }
}
