package dev.firebreak.analytics.unused;

import java.util.List;

/// How one identity, or one account, uses what it holds itself.
///
/// @param grants the largest contribution to the index first, then by verdict and key
public record UseOfIdentity(List<JudgedGrant> grants, Creep creep) {

  public UseOfIdentity {
    grants = List.copyOf(grants);
  }
}
