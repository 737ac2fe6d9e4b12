package dev.firebreak.web.work;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.firebreak.analytics.cut.Spare;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a cut plan is to reach: findings to close; or a share of an exposure to go; or, without a
/// share, some who are to reach none of some things.
///
/// @param findings short names of open findings to close; excludes the others
/// @param from keys of who is to reach less; with a share, empty for all identities
/// @param to keys of what is to be reached less; with a share, empty for all crown jewels
/// @param share how many per cent of the exposure are to go; null for parting, all of it
/// @param budget the most changes; null for as many as one run may make
/// @param spare what is left alone; null for [Spare#USED_AND_UNKNOWN]
public record CutRequest(
    @Nullable List<String> findings,
    @Nullable List<String> from,
    @Nullable List<String> to,
    @Nullable Double share,
    @Nullable Integer budget,
    @JsonFormat(with = JsonFormat.Feature.ACCEPT_CASE_INSENSITIVE_VALUES) @Nullable Spare spare) {

  private static final int MOST_FINDINGS = 50;

  public CutRequest {
    findings = List.copyOf(Objects.requireNonNullElse(findings, List.of()));
    from = List.copyOf(Objects.requireNonNullElse(from, List.of()));
    to = List.copyOf(Objects.requireNonNullElse(to, List.of()));
    spare = Objects.requireNonNullElse(spare, Spare.USED_AND_UNKNOWN);
  }

  /// Refuses what cannot be meant.
  ///
  /// @throws IllegalArgumentException with what to give instead
  public void require() {
    boolean parting = share == null && !from().isEmpty() && !to().isEmpty();
    if (!findings().isEmpty() && (!from().isEmpty() || !to().isEmpty() || share != null)) {
      throw new IllegalArgumentException(
          "Give either findings to close, or from, to and share; not both.");
    }
    if (findings().size() > MOST_FINDINGS) {
      throw new IllegalArgumentException(
          "Give at most %d findings at once.".formatted(MOST_FINDINGS));
    }
    if (findings().isEmpty() && share == null && !parting) {
      throw new IllegalArgumentException(
          "Give one goal: findings to close; or share, how many per cent of the crown-jewel exposure"
              + " are to go; or from and to, keys of nodes to part.");
    }
    if (share != null && !(share > 0 && share <= 100)) {
      throw new IllegalArgumentException("Give a share of more than 0 and at most 100 per cent.");
    }
    if (budget != null && budget < 1) {
      throw new IllegalArgumentException("Give a budget of at least 1 change.");
    }
  }

  @Override
  public List<String> findings() {
    return Objects.requireNonNullElse(findings, List.of());
  }

  @Override
  public List<String> from() {
    return Objects.requireNonNullElse(from, List.of());
  }

  @Override
  public List<String> to() {
    return Objects.requireNonNullElse(to, List.of());
  }

  @Override
  public Spare spare() {
    return Objects.requireNonNullElse(spare, Spare.USED_AND_UNKNOWN);
  }
}
