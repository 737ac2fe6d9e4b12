package dev.firebreak.web.cli;

import dev.firebreak.remediation.pack.PackVerdict;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// A [PackVerdict] as a program reads it: always `verdict` (proven, tampered, incomplete or
/// unusable), `exitCode` and `sentence`; further members only where the verdict says so.
final class PackAnswer {

  private PackAnswer() {}

  static Map<String, Object> of(PackVerdict verdict) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("verdict", verdict.getClass().getSimpleName().toLowerCase(Locale.ROOT));
    answer.put("exitCode", verdict.exitCode());
    answer.put("sentence", verdict.sentence());
    switch (verdict) {
      case PackVerdict.Proven proven -> {
        answer.put("run", proven.runId());
        answer.put("records", proven.records());
        answer.put("findings", proven.findings());
        answer.put("changes", proven.changes());
        answer.put("origin", proven.origin());
        answer.put("covered", proven.covered());
        answer.put("key", proven.key());
      }
      case PackVerdict.Tampered tampered -> {
        answer.put("file", tampered.member());
        if (tampered.seq() > 0) {
          answer.put("seq", tampered.seq());
        }
        answer.put("why", tampered.why());
      }
      case PackVerdict.Incomplete incomplete -> {
        answer.put("run", incomplete.runId());
        answer.put("missing", incomplete.missing());
      }
      case PackVerdict.Unusable unusable -> answer.put("why", unusable.why());
    }
    return answer;
  }
}
