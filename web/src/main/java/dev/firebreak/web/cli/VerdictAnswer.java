package dev.firebreak.web.cli;

import dev.firebreak.remediation.evidence.Verdict;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// A [Verdict] as a program reads it: always `verdict` (intact, proven, tampered, incomplete or
/// unusable), `exitCode` and `sentence`; further members only where the verdict says so.
final class VerdictAnswer {

  private VerdictAnswer() {}

  static Map<String, Object> of(Verdict verdict) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("verdict", verdict.getClass().getSimpleName().toLowerCase(Locale.ROOT));
    answer.put("exitCode", verdict.exitCode());
    answer.put("sentence", verdict.sentence());
    switch (verdict) {
      case Verdict.Intact intact -> {
        answer.put("records", intact.records());
        answer.put("head", intact.head());
        answer.put("covered", intact.covered());
        if (intact.key() != null) {
          answer.put("key", intact.key());
        }
      }
      case Verdict.Proven proven -> {
        answer.put("seq", proven.seq());
        answer.put("hash", proven.hash());
        answer.put("origin", proven.origin());
        answer.put("covered", proven.covered());
        answer.put("key", proven.key());
      }
      case Verdict.Tampered tampered -> {
        answer.put("seq", tampered.seq());
        answer.put("file", String.valueOf(tampered.file().getFileName()));
        answer.put("byteOffset", tampered.byteOffset());
        answer.put("why", tampered.why());
      }
      case Verdict.Incomplete incomplete -> {
        answer.put("records", incomplete.records());
        answer.put("why", incomplete.why());
      }
      case Verdict.Unusable unusable -> answer.put("why", unusable.why());
    }
    return answer;
  }
}
