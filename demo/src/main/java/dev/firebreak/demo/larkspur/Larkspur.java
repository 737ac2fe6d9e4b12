package dev.firebreak.demo.larkspur;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// An organisation that does not exist, as its three systems would serve it.
///
/// Accounts in ledgerone and strongroom belong to the doorway user whose `employeeNumber` is their
/// `externalId`; without one, to whom the primary e-mail address belongs; without that, to who
/// signs in with the same `userName`.
///
/// @param doorway the workforce directory, authoritative for people
/// @param ledgerone the business application
/// @param strongroom the vault
public record Larkspur(
    long seed,
    Instant asOf,
    List<Person> people,
    ServedSource doorway,
    ServedSource ledgerone,
    ServedSource strongroom,
    UsageFeed usageFeed,
    Stories stories) {

  /// The same seed and instant give the same organisation to the last byte.
  ///
  /// @param asOf when the organisation is looked at; every time in it is relative to this, in whole
  ///   seconds
  public static Larkspur generate(long seed, Instant asOf) {
    var now = asOf.truncatedTo(ChronoUnit.SECONDS);
    var dice = new Dice(seed);
    var workforce = Workforce.generate(dice.of("workforce"));
    var doorway = Doorway.generate(workforce, dice.of("doorway"));
    var ledger = LedgerOne.generate(workforce, dice.of("ledgerone"), now);
    var vault = Strongroom.generate(workforce, doorway, dice.of("strongroom"));
    var stories = Plot.plant(workforce, doorway, ledger, vault, dice.of("plot"));
    return new Larkspur(
        seed,
        now,
        workforce.people(),
        doorway.serve(),
        ledger.serve(),
        vault.serve(),
        UsageFeed.generate(ledger, vault, stories, dice.of("usage"), now),
        stories);
  }
}
