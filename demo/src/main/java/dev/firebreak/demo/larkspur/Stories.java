package dev.firebreak.demo.larkspur;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was planted in Larkspur, with the resources involved. Identities are named by their doorway
/// user.
///
/// @param circle the three doorway groups that contain each other
/// @param riskHits every match of `sod-rules.yaml`, and no other exists
/// @param crownJewels what reach should be ranked by
public record Stories(
    ToxicPair toxicPair,
    AdminSafe adminSafe,
    Leaver leaver,
    UnusedGrants unusedGrants,
    Ref ownerlessService,
    Ref uncorrelatedAccount,
    List<Ref> circle,
    List<RiskHit> riskHits,
    List<Ref> crownJewels) {

  /// One person both creates vendors and releases payments, each through two nested groups, one
  /// pair of them in the application and one in the vault.
  ///
  /// @param risk the rule that it breaks
  /// @param ledgerGroups the group the person is in, then the group around it, which grants
  ///   `createVendor`
  /// @param vaultGroups the group the person is in, then the group around it, which holds
  ///   `permission`
  /// @param secret what lies in the safe: it signs in as `serviceAccount`
  /// @param serviceAccount the ledgerone account that holds `role`
  /// @param role what brings `releasePayment`
  public record ToxicPair(
      String risk,
      Ref person,
      Ref ledgerAccount,
      Ref vaultAccount,
      List<Ref> ledgerGroups,
      Ref createVendor,
      List<Ref> vaultGroups,
      Ref permission,
      Ref container,
      Ref secret,
      Ref serviceAccount,
      Ref role,
      Ref releasePayment) {}

  /// A service desk agent may use the secrets of the administrators' safe, granted directly.
  ///
  /// @param permission what makes it so; taking `right` out of it ends the story
  /// @param adminAccount the ledgerone account that one of the secrets signs in as
  /// @param role what `adminAccount` holds
  public record AdminSafe(
      Ref person,
      Ref vaultAccount,
      Ref permission,
      String right,
      Ref container,
      Ref secret,
      Ref adminAccount,
      Ref role) {}

  /// Somebody who left: inactive in doorway, active in ledgerone, and used since.
  public record Leaver(Ref person, Ref ledgerAccount) {}

  /// One direct grant of a ledgerone entitlement.
  public record Grant(Ref person, Ref account, Ref entitlement) {}

  /// Direct grants without use.
  ///
  /// @param unused older than 90 days, not used for 90 days, and the feed covers them; every other
  ///   direct grant in ledgerone that the feed covers was used within 60 days
  /// @param unknown as old and as silent, but the feed covers it for 30 days only
  public record UnusedGrants(List<Grant> unused, Grant unknown) {}

  /// An identity that matches a risk of `sod-rules.yaml`.
  ///
  /// @param person the doorway user, of a person or of a service account
  /// @param blame the highest one thing, a group or a role, that alone brings both functions; null
  ///   when the functions come from different places
  public record RiskHit(String risk, Ref person, @Nullable Ref blame) {}
}
