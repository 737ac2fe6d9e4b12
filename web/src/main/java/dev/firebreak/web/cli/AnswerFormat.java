package dev.firebreak.web.cli;

import java.io.PrintWriter;
import tools.jackson.databind.json.JsonMapper;

/// How a command writes its answer.
enum AnswerFormat {
  /// For a person.
  TEXT,
  /// For a program: one JSON object.
  JSON;

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /// Prints an answer as JSON.
  static void print(PrintWriter out, Object answer) {
    out.println(MAPPER.writeValueAsString(answer));
  }
}
