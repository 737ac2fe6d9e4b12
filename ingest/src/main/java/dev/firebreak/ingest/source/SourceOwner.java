package dev.firebreak.ingest.source;

import org.jspecify.annotations.Nullable;

/// Who answers for a source: the person or group that what Firebreak cannot settle is brought to.
///
/// @param name what people call them
/// @param mail where to write; null where it is not told
/// @param team where they work; null where it is not told
public record SourceOwner(String name, @Nullable String mail, @Nullable String team) {

  public SourceOwner {
    if (name == null || name.isBlank()) {
      throw new IllegalArgumentException("an owner needs a name");
    }
    name = name.strip();
    mail = stripped(mail);
    team = stripped(team);
    if (mail != null && !mail.matches("[^\\s@<>\"]+@[^\\s@<>\"]+")) {
      throw new IllegalArgumentException(
          "the mail of owner %s is no address: '%s'".formatted(name, mail));
    }
  }

  private static @Nullable String stripped(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  /// In one line: `Ina Sol, Identity team (ina@example.org)`.
  public String text() {
    return name + (team == null ? "" : ", " + team) + (mail == null ? "" : " (" + mail + ")");
  }
}
