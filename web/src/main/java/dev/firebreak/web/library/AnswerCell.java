package dev.firebreak.web.library;

import dev.firebreak.graph.guard.Found;
import dev.firebreak.graph.model.IdentityKind;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.web.view.NodeRef;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A value as the page shows it. Of the parts one is set; a value that is not there has none.
///
/// @param node a node with a page of its own
/// @param finding the id of a finding
/// @param time an instant
/// @param number whether the text is a number
/// @param parts the elements of a list or the steps of a path
public record AnswerCell(
    @Nullable NodeRef node,
    @Nullable String finding,
    @Nullable Instant time,
    String text,
    boolean number,
    List<AnswerCell> parts) {

  private static final int SHOWN = 30;

  /// The cell of a value, see [Found].
  static AnswerCell of(@Nullable Object value) {
    return switch (value) {
      case null -> text("");
      case Found.Node node -> node(node);
      case Found.Edge edge -> text(word(edge.type()));
      case Found.Path path -> parts(path.steps());
      case List<?> list -> parts(list);
      case ZonedDateTime time -> new AnswerCell(null, null, time.toInstant(), "", false, List.of());
      case Number number -> new AnswerCell(null, null, null, number(number), true, List.of());
      default -> text(AnswerJson.text(value));
    };
  }

  private static AnswerCell parts(List<?> values) {
    Stream<AnswerCell> shown = values.stream().limit(SHOWN).map(AnswerCell::of);
    Stream<AnswerCell> more =
        values.size() > SHOWN
            ? Stream.of(text("and %,d more".formatted(values.size() - SHOWN)))
            : Stream.of();
    return new AnswerCell(null, null, null, "", false, Stream.concat(shown, more).toList());
  }

  private static AnswerCell node(Found.Node node) {
    String name =
        node.properties().get("name") instanceof String text ? text : AnswerJson.key(node);
    Optional<NodeKind> kind =
        Stream.of(NodeKind.values())
            .filter(each -> node.labels().contains(each.label()))
            .findFirst();
    if (kind.isPresent()) {
      NodeRef ref = new NodeRef(kind.get(), identityKind(node), AnswerJson.key(node), name);
      return new AnswerCell(ref, null, null, "", false, List.of());
    }
    if (node.labels().contains("Finding")) {
      return new AnswerCell(
          null,
          AnswerJson.key(node),
          null,
          String.valueOf(node.properties().get("story")),
          false,
          List.of());
    }
    return text(String.join(", ", node.labels()) + " " + AnswerJson.text(node.properties()));
  }

  private static IdentityKind identityKind(Found.Node node) {
    return Stream.of(IdentityKind.values())
        .filter(kind -> kind.name().equals(node.properties().get("kind")))
        .findFirst()
        .orElse(IdentityKind.UNKNOWN);
  }

  private static String word(String type) {
    return Stream.of(EdgeKind.values())
        .filter(kind -> kind.name().equals(type))
        .findFirst()
        .map(EdgeKind::word)
        .orElse(type);
  }

  private static String number(Number number) {
    return number instanceof Double fraction && fraction != Math.rint(fraction)
        ? String.valueOf(fraction)
        : "%,d".formatted(number.longValue());
  }

  private static AnswerCell text(String text) {
    return new AnswerCell(null, null, null, text, false, List.of());
  }

  /// The nodes in it, in their order.
  Stream<NodeRef> nodes() {
    return Stream.concat(Stream.ofNullable(node), parts.stream().flatMap(AnswerCell::nodes));
  }
}
