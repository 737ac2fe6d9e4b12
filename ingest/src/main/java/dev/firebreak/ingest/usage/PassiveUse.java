package dev.firebreak.ingest.usage;

import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Events of a feed that are no use of what they touch: listings, reviews, probes.
///
/// @param actions patterns of what was done, compared without regard to case, where `*` stands for
///   anything: `iam:List*`, `*:Describe*`, `review`. An action of CloudTrail is
///   `{service}:{eventName}`
/// @param accounts names of accounts all of whose events are none, such as that of a probe
/// @param consoleReads whether what CloudTrail calls read-only is none when it was done in the
///   console of AWS, which reads much that nobody asked for
public record PassiveUse(
    @Nullable List<String> actions,
    @Nullable List<String> accounts,
    @Nullable Boolean consoleReads) {

  /// Nothing is passive by configuration.
  static final PassiveUse NONE = new PassiveUse(null, null, null);

  /// @throws IllegalArgumentException for a blank pattern or name
  public PassiveUse {
    actions = actions == null ? List.of() : List.copyOf(actions);
    accounts = accounts == null ? List.of() : List.copyOf(accounts);
    consoleReads = Boolean.TRUE.equals(consoleReads);
    if (Stream.concat(actions.stream(), accounts.stream()).anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("passive: an action or account is empty");
    }
  }

  /// Tells passive events, with its patterns worked out once.
  Test test() {
    return new Test(
        Objects.requireNonNull(actions).stream()
            .map(PassiveUse::pattern)
            .map(Pattern::asMatchPredicate)
            .reduce(_ -> false, Predicate::or),
        Objects.requireNonNull(accounts).stream()
            .map(PassiveUse::pattern)
            .map(Pattern::asMatchPredicate)
            .reduce(_ -> false, Predicate::or),
        Boolean.TRUE.equals(consoleReads));
  }

  private static Pattern pattern(String glob) {
    return Pattern.compile(
        Stream.of(glob.strip().split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*")),
        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
  }

  /// Whether events are passive.
  record Test(Predicate<String> action, Predicate<String> account, boolean consoleReads) {

    /// @param what what was done; blank where the feed does not say
    /// @param who names of whoever did it
    boolean passive(String what, List<String> who) {
      return action.test(what.strip()) || who.stream().anyMatch(name -> account.test(name.strip()));
    }
  }
}
