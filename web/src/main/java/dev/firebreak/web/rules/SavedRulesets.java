package dev.firebreak.web.rules;

import dev.firebreak.web.rules.RulesetFile.Saved;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The folder `rules` of the data folder: one YAML file for each ruleset that was saved, with two
/// comments at its head that say by whom. A file is written whole or not at all.
final class SavedRulesets {

  private static final Pattern HEAD =
      Pattern.compile(
          "\\A# Saved by Firebreak at (\\S+) for (.*)\\n# in the place of ([0-9a-f]{64}|nothing)\\n");

  private final Path folder;

  SavedRulesets(Path dataDir) {
    this.folder = dataDir.resolve("rules");
  }

  /// A file as it was saved.
  record Kept(Path file, String text, Saved saved) {}

  /// All of them, by name.
  ///
  /// @throws IOException if one cannot be read, or was not written here
  Map<String, Kept> all() throws IOException {
    Map<String, Kept> all = new LinkedHashMap<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file :
            files.filter(each -> each.toString().endsWith(".yaml")).sorted().toList()) {
          all.put(String.valueOf(file.getFileName()), read(file));
        }
      }
    }
    return all;
  }

  private static Kept read(Path file) throws IOException {
    String whole = Files.readString(file);
    Matcher head = HEAD.matcher(whole);
    if (!head.find()) {
      throw new IOException("it does not begin with who saved it");
    }
    try {
      return new Kept(
          file,
          whole.substring(head.end()),
          new Saved(
              Instant.parse(head.group(1)),
              head.group(2),
              head.group(3).equals("nothing") ? "" : head.group(3)));
    } catch (DateTimeException e) {
      throw new IOException("its head does not say when it was saved", e);
    }
  }

  /// What the file of a ruleset is called.
  static String name(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8) + ".yaml";
  }

  /// Puts a text in the place of what was saved of a ruleset before.
  void write(String id, String text, Saved saved) {
    String head =
        "# Saved by Firebreak at %s for %s\n# in the place of %s\n"
            .formatted(
                saved.at(),
                saved.by().replaceAll("[\\r\\n]", " "),
                saved.instead().isEmpty() ? "nothing" : saved.instead());
    try {
      Files.createDirectories(folder);
      Path next = Files.createTempFile(folder, "saving", ".next");
      try (FileOutputStream out = new FileOutputStream(next.toFile())) {
        out.write((head + text).getBytes(StandardCharsets.UTF_8));
        out.getFD().sync();
      }
      Files.move(
          next,
          folder.resolve(name(id)),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Lets go of what was saved of a ruleset.
  void remove(String id) {
    try {
      Files.deleteIfExists(folder.resolve(name(id)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
