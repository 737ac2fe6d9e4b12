package dev.firebreak.ingest.usage;

import dev.firebreak.ingest.event.PushConfig;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A usage feed: files with a statement of what they cover, or events that are pushed.
///
/// @param uses what was used: CSV with the header `source,account,entitlement,last_used,count`, and
///   perhaps `action`, JSON lines with the same names, or CloudTrail's files or a folder of them
/// @param coverage CSV with the header `source,entitlement,from,to`, where `*` stands for all
///   entitlements of the source; absent where the next four say it
/// @param format of `uses`; JSON lines where its name ends in `.jsonl`, CSV otherwise
/// @param source the source whose accounts and entitlements the feed names
/// @param from since when it tells of every use
/// @param until until when it does
/// @param covers the entitlements of whose uses it tells; all of the source when absent
/// @param entitlements what a CloudTrail event is a use of, see [CloudTrail]
/// @param id by which a pushed feed is addressed
/// @param push how a pushed feed proves itself
/// @param passive what it tells of that is no use
public record UsageFeedConfig(
    @Nullable Path uses,
    @Nullable Path coverage,
    @Nullable Format format,
    @Nullable String source,
    @Nullable Instant from,
    @Nullable Instant until,
    @Nullable List<String> covers,
    @Nullable List<String> entitlements,
    @Nullable String id,
    @Nullable PushConfig push,
    @Nullable PassiveUse passive) {

  /// How uses are written.
  public enum Format {
    CSV,
    JSONL,
    CLOUDTRAIL
  }

  /// @throws IllegalArgumentException where something is missing or does not go together
  public UsageFeedConfig {
    covers = covers == null ? List.of() : List.copyOf(covers);
    entitlements =
        entitlements == null || entitlements.isEmpty()
            ? CloudTrail.USUAL
            : List.copyOf(entitlements);
    entitlements.forEach(CloudTrail::requireTemplate);
    if (push != null) {
      requirePushed(uses, coverage, format, until);
      if (id == null || !id.matches("[a-z0-9][a-z0-9._-]*")) {
        throw new IllegalArgumentException(
            "a pushed usage feed has an id of lower-case letters, digits, '.', '_' and '-'");
      }
      require(source, "a pushed usage feed has a source, whose accounts it tells of");
    } else {
      boolean stated = source != null && from != null && until != null;
      if (uses == null || (coverage == null && !stated)) {
        throw new IllegalArgumentException(
            "a usage feed needs both files: uses and coverage (without coverage nothing can be"
                + " called unused); or uses with source, from and until; or push");
      }
      if (coverage != null && (from != null || until != null || !covers.isEmpty())) {
        throw new IllegalArgumentException(
            "a usage feed says what it covers once: by the file coverage, or by from, until and"
                + " covers");
      }
      if (stated && !Objects.requireNonNull(from).isBefore(Objects.requireNonNull(until))) {
        throw new IllegalArgumentException(
            "a usage feed covers nothing if from is not before until");
      }
      if (format == Format.CLOUDTRAIL) {
        require(source, "a usage feed of CloudTrail events has a source, whose accounts call");
        if (coverage == null && covers.isEmpty()) {
          throw new IllegalArgumentException(
              "a usage feed of CloudTrail events says in covers, or by the file coverage, which"
                  + " entitlements have all their calls recorded; CloudTrail leaves out many");
        }
      }
    }
  }

  /// A feed of two CSV files.
  public UsageFeedConfig(Path uses, Path coverage) {
    this(uses, coverage, null, null, null, null, null, null, null, null, null);
  }

  private static void requirePushed(@Nullable Object... files) {
    if (Stream.of(files).anyMatch(Objects::nonNull)) {
      throw new IllegalArgumentException(
          "a pushed usage feed has no uses, coverage, format or until: it is covered until the last"
              + " event");
    }
  }

  private static void require(@Nullable Object value, String message) {
    if (value == null) {
      throw new IllegalArgumentException(message);
    }
  }

  /// How `uses` is written, never null.
  public Format written() {
    return format != null
        ? format
        : uses != null && uses.toString().toLowerCase(Locale.ROOT).endsWith(".jsonl")
            ? Format.JSONL
            : Format.CSV;
  }

  /// The entitlements that it covers, `*` for all.
  public List<String> covered() {
    return covers == null || covers.isEmpty() ? List.of("*") : covers;
  }

  /// What is no use, never null.
  PassiveUse passes() {
    return passive == null ? PassiveUse.NONE : passive;
  }

  /// What a CloudTrail event is a use of.
  public List<String> templates() {
    return entitlements == null ? CloudTrail.USUAL : entitlements;
  }

  /// The same, with the paths of files seen from `folder`.
  public UsageFeedConfig relativeTo(Path folder) {
    return new UsageFeedConfig(
        uses == null ? null : folder.resolve(uses),
        coverage == null ? null : folder.resolve(coverage),
        format,
        source,
        from,
        until,
        covers,
        entitlements,
        id,
        push == null ? null : push.relativeTo(folder),
        passive);
  }
}
