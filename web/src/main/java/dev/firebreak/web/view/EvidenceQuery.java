package dev.firebreak.web.view;

import dev.firebreak.remediation.evidence.Entry;
import dev.firebreak.remediation.evidence.Evidence;
import java.util.List;
import java.util.Locale;

/// Which records of the journal are asked for; what is empty does not narrow. Case does not count.
///
/// @param run the remediation run they belong to
/// @param text what the sentence or the content of a record holds
/// @param type the type as it is stored or in words: `PLAN_FROZEN`, `plan frozen`
/// @param who who acted, wholly
public record EvidenceQuery(String run, String text, String type, String who) {

  /// All records.
  public static final EvidenceQuery ALL = new EvidenceQuery("", "", "", "");

  /// @throws NotUnderstood if no record can have that type
  public EvidenceQuery {
    run = run.strip();
    text = text.strip().toLowerCase(Locale.ROOT);
    type = type.strip().toUpperCase(Locale.ROOT).replace(' ', '_');
    who = who.strip();
    if (!type.isEmpty() && !Evidence.types().contains(type)) {
      throw new NotUnderstood(
          "There is no evidence record of type '%s'; there are %s."
              .formatted(type, String.join(", ", Evidence.types())));
    }
  }

  /// Whether it narrows.
  public boolean narrowed() {
    return !equals(ALL);
  }

  /// Whether it asks for a run and nothing else.
  public boolean isOfARun() {
    return !run.isEmpty() && text.isEmpty() && type.isEmpty() && who.isEmpty();
  }

  /// The types there are.
  public static List<String> types() {
    return Evidence.types();
  }

  /// Whether a record is asked for.
  boolean wants(Entry entry) {
    return (run.isEmpty() || entry.belongsTo(run))
        && (type.isEmpty() || entry.type().equals(type))
        && (who.isEmpty() || entry.actor().equalsIgnoreCase(who))
        && (text.isEmpty() || holdsText(entry));
  }

  private boolean holdsText(Entry entry) {
    return EvidencePages.what(entry).toLowerCase(Locale.ROOT).contains(text)
        || entry.body().toString().toLowerCase(Locale.ROOT).contains(text);
  }
}
