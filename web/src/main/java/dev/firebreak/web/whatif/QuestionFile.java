package dev.firebreak.web.whatif;

import dev.firebreak.analytics.whatif.WhatIfRefused;
import dev.firebreak.web.config.ConfigInvalid;
import dev.firebreak.web.config.YamlLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// A question in a file, YAML or JSON, that can say where it is wrong.
///
/// @param question the question
/// @param text the file as it is
public record QuestionFile(Path path, Question question, String text) {

  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /// Reads a file.
  ///
  /// @throws ConfigInvalid if it cannot be read or is no question, with the line
  public static QuestionFile read(Path path) {
    String text;
    try {
      text = Files.readString(path);
    } catch (IOException e) {
      throw new ConfigInvalid(path + " cannot be read.", e);
    }
    try {
      Question question = YAML.readValue(text, Question.class);
      if (question == null) {
        throw new ConfigInvalid(path + " is empty. Give remove, add, accounts or patches.", null);
      }
      return new QuestionFile(path, question, text);
    } catch (DatabindException e) {
      if (e.getPath().isEmpty()) {
        throw new ConfigInvalid(
            path + " is empty, or no question. Give remove, add, accounts or patches.", e);
      }
      String name =
          e.getPath().stream()
              .map(step -> step.getPropertyName() == null ? "" : step.getPropertyName())
              .filter(step -> !step.isEmpty())
              .collect(Collectors.joining("."));
      throw new ConfigInvalid(
          "%s, line %d: %s cannot be read here. A question has at, remove, add, accounts and"
                  .formatted(path, YamlLines.of(text, e.getPath()), name)
              + " patches; see the page of the REST API for their fields.",
          e);
    } catch (JacksonException e) {
      throw new ConfigInvalid(
          "%s, line %d: this is neither YAML nor JSON."
              .formatted(path, e.getLocation() == null ? 1 : e.getLocation().getLineNr()),
          e);
    }
  }

  /// The same refusal in the words of the file: each problem with its line.
  public ConfigInvalid refusal(WhatIfRefused refused) {
    List<String> lines =
        refused.problems().stream()
            .map(each ->
                "%s, line %d (%s): %s"
                    .formatted(path, YamlLines.of(text, each.at()), each.at(), each.problem()))
            .toList();
    return new ConfigInvalid(String.join("\n  ", lines), refused);
  }
}
