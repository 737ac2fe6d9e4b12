package dev.firebreak.ingest.correlate;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a person decided of one account. It wins over every rule, for as long as it is not
/// withdrawn: also after the account was gone and returned.
///
/// @param account key of the account
/// @param identity key of the identity it is given to; null says that it is nobody's
/// @param by who decided
/// @param reason why, in the words of whoever decided
public record ManualLink(
    String account, @Nullable String identity, String by, Instant at, String reason) {}
