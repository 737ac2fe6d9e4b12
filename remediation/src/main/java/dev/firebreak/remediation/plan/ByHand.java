package dev.firebreak.remediation.plan;

import dev.firebreak.analytics.finding.FindingKind;

/// What people decide where no single removal is the right fix.
final class ByHand {

  private ByHand() {}

  /// Why nothing is proposed, and what to do instead.
  static String reason(FindingKind kind) {
    return switch (kind) {
      case OUTLIER ->
          "Standing out is no fault by itself. Let the manager say which of what contributes is"
              + " needed, and remove the rest.";
      case OUTSIDE_VAULT ->
          "Taking the access away would stop the work. Give it to a privileged account whose secret"
              + " a vault keeps, and let people open the safe.";
      case STANDING_PRIVILEGE ->
          "Taking the access away would stop the work. Give it for a time, with an end date, or"
              + " through a safe.";
      case SHARED ->
          "No removal tells owners apart. Give each of them an account of their own, or correct the"
              + " correlation if only one of them owns it.";
      case SAFE ->
          "No removal of access ends it. Let a second person open the safe, or name who manages"
              + " it.";
      case DRIFT ->
          "No removal of access ends it. Correct the account in the application, or the record in"
              + " the source of people.";
      case GROUP_CYCLE ->
          "Any one membership of the circle could go, and which one is wrong nobody can tell from"
              + " here. Take the one away that was not meant.";
      case EMPTY_GROUP ->
          "Nobody loses anything. Delete the group in its source if it is not kept.";
      case DUPLICATE_GROUP ->
          "Nobody loses anything. Move the grants to one of the groups and delete the others.";
      case TOXIC, BLAST_RADIUS, UNUSED, LEAVER, ORPHAN, OWNERLESS, DORMANT, QUARANTINE ->
          throw new IllegalArgumentException(kind + " has a fix or a reason of its own");
    };
  }
}
