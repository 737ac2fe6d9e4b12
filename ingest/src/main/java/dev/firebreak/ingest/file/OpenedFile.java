package dev.firebreak.ingest.file;

import dev.firebreak.scim.resource.ScimFailure;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A file as it was when a harvest first looked at it. One that has been written since may have
/// been read half in its old and half in its new state.
record OpenedFile(Path file, long size, FileTime writtenAt, @Nullable Object identity) {

  /// Looks at a file.
  ///
  /// @throws ScimFailure if there is none that can be read
  static OpenedFile of(Path file) {
    try {
      BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
      if (!is.isRegularFile() || !Files.isReadable(file)) {
        throw new ScimFailure(ScimFailure.Kind.REFUSED, file + " is no file that can be read");
      }
      return new OpenedFile(file, is.size(), is.lastModifiedTime(), is.fileKey());
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /// What happened to it since, in a sentence; empty where it is as it was.
  Optional<String> changed() {
    try {
      return of(file).equals(this)
          ? Optional.empty()
          : Optional.of(file + " was written while it was read; harvest again when it is whole");
    } catch (ScimFailure gone) {
      return Optional.of(file + " went away while it was read; harvest again when it is there");
    }
  }

  /// The failure of a file that cannot be read.
  static ScimFailure unreadable(Path file, IOException why) {
    return why instanceof CharacterCodingException
        ? new ScimFailure(
            ScimFailure.Kind.MALFORMED, file + " is not text in UTF-8; write it so and try again")
        : new ScimFailure(
            ScimFailure.Kind.REFUSED,
            file + (Files.exists(file) ? " cannot be read" : " does not exist"));
  }
}
