package dev.firebreak.web.user;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a key may be used for, within what the roles of its owner allow. No scope approves, and
/// none but [#SCIM] changes users: those are for persons.
public enum Scope {
  /// Reads whatever the API tells, and asks what would be.
  READ,
  /// Decides on findings: accept, assign, comment, whose an account is.
  DECIDE,
  /// Harvests, probes and analyses.
  HARVEST,
  /// Plans, rehearses, starts, stops and undoes remediation.
  REMEDIATE,
  /// Provisions the users of Firebreak (RFC 7644).
  SCIM;

  /// As it is written: `read`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The scope that is written so.
  ///
  /// @throws UserRefused if there is none
  public static Scope of(String word) {
    return Stream.of(values())
        .filter(scope -> scope.word().equals(word.strip().toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() ->
            new UserRefused(
                UserRefused.Reason.NOT_UNDERSTOOD,
                "There is no scope '%s'; there are %s."
                    .formatted(UserRefused.said(word), words(Set.of(values())))));
  }

  /// The scopes that are written so.
  ///
  /// @throws UserRefused if one of them is none
  public static Set<Scope> of(Collection<String> words) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    words.forEach(word -> scopes.add(of(word)));
    return scopes;
  }

  /// Scopes as a text, in their order: `read, decide`.
  public static String words(Collection<Scope> scopes) {
    return scopes.stream().sorted().map(Scope::word).collect(Collectors.joining(", "));
  }
}
