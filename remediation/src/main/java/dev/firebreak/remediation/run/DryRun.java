package dev.firebreak.remediation.run;

import dev.firebreak.remediation.evidence.RunEvidence;
import dev.firebreak.remediation.write.Sender;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a run would do, found out by doing everything but the sending.
///
/// @param planHash the plan that was tried
/// @param items one for each change, in order
public record DryRun(String planHash, Instant at, String by, List<Rehearsed> items) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  public DryRun {
    items = List.copyOf(items);
  }

  /// What would become of a change now.
  public enum Verdict {
    WOULD_SEND("Would apply"),
    /// A person is to do it.
    BY_HAND("By hand"),
    ALREADY_GONE("Already so"),
    CONFLICT("Conflict"),
    /// A guardrail forbids it.
    REFUSED("Refused"),
    UNREADABLE("Unreadable");

    private final String word;

    Verdict(String word) {
      this.word = word;
    }

    /// What screens call it.
    public String word() {
      return word;
    }
  }

  /// One change, tried.
  ///
  /// @param detail one sentence
  /// @param method the HTTP method that would be sent, null where nothing would
  /// @param path the path below the source's base address, null where nothing would be sent
  /// @param request the body, null where nothing would be sent or the method has none
  /// @param guard what would keep it off somebody's later decision, null where nothing would be
  ///   sent
  public record Rehearsed(
      String changeId,
      String sentence,
      Verdict verdict,
      String detail,
      @Nullable String method,
      @Nullable String path,
      @Nullable JsonNode request,
      @Nullable String guard) {

    public Rehearsed {
      request = request == null || request.isNull() ? null : request;
    }

    private Rehearsed kept() {
      return new Rehearsed(
          changeId,
          sentence,
          verdict,
          detail,
          method,
          path,
          method == null || request == null ? null : Sender.evidence(method, request),
          guard);
    }
  }

  /// The same, as of when it was written down.
  DryRun at(Instant written) {
    return new DryRun(planHash, written, by, items);
  }

  /// As evidence keeps it: of a body that is a whole resource there is a digest.
  RunEvidence.PlanTried evidence(String runId) {
    return new RunEvidence.PlanTried(
        runId, planHash, by, JSON.valueToTree(items.stream().map(Rehearsed::kept).toList()));
  }

  /// What the evidence kept of one.
  static DryRun of(RunEvidence.PlanTried tried, Instant at) {
    return new DryRun(
        tried.planHash(),
        at,
        tried.by(),
        JSON.convertValue(tried.result(), new TypeReference<List<Rehearsed>>() {}));
  }

  /// Whether there is anything to do at all, by the engine or by a person.
  public boolean hasWork() {
    return count(Verdict.WOULD_SEND) + count(Verdict.BY_HAND) > 0;
  }

  /// How many changes have this verdict.
  public long count(Verdict verdict) {
    return items.stream().filter(item -> item.verdict() == verdict).count();
  }
}
