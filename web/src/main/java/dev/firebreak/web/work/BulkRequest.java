package dev.firebreak.web.work;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One thing to be done with many findings.
///
/// @param action what to do
/// @param findings short names of the findings
/// @param matching instead of their names: all that a list has, as the parameters of its address
/// @param count how many findings are meant; another number than there are is refused
/// @param until for an acceptance: a day, itself included, or a time
/// @param reason why, for an acceptance or its withdrawal
/// @param assignee the user who is to work on them; null or blank for nobody
public record BulkRequest(
    @JsonFormat(with = JsonFormat.Feature.ACCEPT_CASE_INSENSITIVE_VALUES) @Nullable Action action,
    @Schema(description = "Short names of the findings.") @Nullable List<String> findings,
    @Schema(
            description =
                "Instead of findings: all that a list has, as the parameters of its address, such as"
                    + " state=OPEN&kind=LEAVER.")
        @Nullable String matching,
    @Schema(
            description =
                "How many findings are meant. Nothing is done where there are more or fewer.")
        @Nullable Integer count,
    @Schema(description = "accept: a day, itself included, or a time with its offset.")
        @Nullable String until,
    @Schema(description = "accept, withdraw: why, for an auditor.") @Nullable String reason,
    @Schema(description = "assign: the name of a user; null for nobody.")
        @Nullable String assignee) {

  /// The same findings with another thing to do.
  public BulkRequest as(Action other) {
    return new BulkRequest(other, findings, matching, count, until, reason, assignee);
  }

  /// What can be done with many findings.
  public enum Action {
    /// Take them as they are until a time.
    ACCEPT,
    /// Take their acceptance back.
    WITHDRAW,
    /// Say who is to work on them.
    ASSIGN,
    /// Freeze one remediation plan that closes them.
    PLAN
  }
}
