package dev.firebreak.scim.filter;

import dev.firebreak.scim.resource.AttributePath;
import java.math.BigDecimal;
import java.util.List;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

/// Filters of any shape, and texts of any characters.
final class RandomFilters {
  /// Names that are no words of the grammar.
  static final List<String> PLAIN = List.of("userName", "$ref", "x-y_1", "Emails");

  private static final List<String> NAMES =
      List.of("userName", "and", "not", "PR", "$ref", "x-y_1", "eq", "true");
  private static final List<String> URNS =
      List.of("urn:ietf:params:scim:schemas:core:2.0:User", "urn:example:a.b:1.0:X");

  private final RandomGenerator random;
  private final List<String> names;

  RandomFilters(RandomGenerator random) {
    this(random, NAMES);
  }

  RandomFilters(RandomGenerator random, List<String> names) {
    this.random = random;
    this.names = names;
  }

  ScimFilter filter(int depth, boolean valuePaths) {
    int kinds = depth == 0 ? 2 : valuePaths ? 6 : 5;
    return switch (random.nextInt(kinds)) {
      case 0 -> compare();
      case 1 -> new ScimFilter.Present(attribute(true));
      case 2 -> new ScimFilter.And(filter(depth - 1, valuePaths), filter(depth - 1, valuePaths));
      case 3 -> new ScimFilter.Or(filter(depth - 1, valuePaths), filter(depth - 1, valuePaths));
      case 4 -> new ScimFilter.Not(filter(depth - 1, valuePaths));
      default -> new ScimFilter.ValuePath(attribute(false), filter(depth - 1, false));
    };
  }

  ScimPath path() {
    return new ScimPath(
        attribute(false),
        random.nextBoolean() ? filter(2, false) : null,
        random.nextBoolean() ? pick(names) : null);
  }

  /// Up to 20 UTF-16 units of every kind, halves of surrogate pairs included.
  String text() {
    var text = new StringBuilder();
    for (int left = random.nextInt(20); left > 0; left--) {
      switch (random.nextInt(5)) {
        case 0 -> text.append((char) random.nextInt(0x20));
        case 1 -> text.append("\"\\/[]()' .".charAt(random.nextInt(10)));
        case 2 -> text.append((char) random.nextInt(0x10000));
        case 3 -> text.appendCodePoint(random.nextInt(0x10000, 0x110000));
        default -> text.append((char) random.nextInt(0x20, 0x7f));
      }
    }
    return text.toString();
  }

  private ScimFilter compare() {
    Op op = pick(List.of(Op.values()));
    JsonNode text = StringNode.valueOf(text());
    JsonNode number =
        DecimalNode.valueOf(BigDecimal.valueOf(random.nextInt(), random.nextInt(-5, 5)));
    JsonNode value =
        switch (op) {
          case EQ, NE ->
              pick(
                  List.of(
                      text, number, BooleanNode.TRUE, BooleanNode.FALSE, NullNode.getInstance()));
          case CO, SW, EW -> text;
          case GT, GE, LT, LE -> pick(List.of(text, number));
        };
    return new ScimFilter.Compare(attribute(true), op, value);
  }

  private AttributePath attribute(boolean mayHaveSub) {
    return new AttributePath(
        random.nextInt(4) == 0 ? pick(URNS) : null,
        pick(names),
        mayHaveSub && random.nextInt(3) == 0 ? pick(names) : null);
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
