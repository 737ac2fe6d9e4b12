package dev.firebreak.ingest.harvest;

import dev.firebreak.ingest.source.SensitivityRule;
import dev.firebreak.ingest.source.SourceConfig;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Tells configurations apart, over restarts of the process: sets and maps, which have another
/// order in each, count without one.
final class Fingerprint {

  private Fingerprint() {}

  /// What decides what is read of a source and what becomes of it.
  static String of(SourceConfig source, List<SensitivityRule> sensitivity) {
    try {
      byte[] text = (text(source) + text(sensitivity)).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "-";
      case Record record ->
          Arrays.stream(record.getClass().getRecordComponents())
              .map(part -> part.getName() + "=" + text(component(record, part)))
              .collect(Collectors.joining(";", "{", "}"));
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(entry -> text(entry.getKey()) + "=" + text(entry.getValue()))
              .sorted()
              .collect(Collectors.joining(";", "<", ">"));
      case Set<?> set -> joined(set.stream().map(Fingerprint::text).sorted().toList());
      case Collection<?> list -> joined(list.stream().map(Fingerprint::text).toList());
      default -> {
        String plain = value.toString();
        yield plain.length() + ":" + plain;
      }
    };
  }

  private static String joined(List<String> texts) {
    return texts.stream().collect(Collectors.joining(";", "[", "]"));
  }

  private static @Nullable Object component(Record record, RecordComponent part) {
    try {
      return part.getAccessor().invoke(record);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("a configuration cannot be read: " + part, e);
    }
  }
}
