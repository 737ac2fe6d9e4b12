package dev.firebreak.scim.resource;

import java.math.BigDecimal;
import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.jackson.JsonNodeDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ValueNode;

/// Refuses numbers whose exponent is beyond a limit: such a number is short to write and long to
/// work with, and beyond 2³¹ the reader itself fails with an exception that is not of its kind.
final class BoundedNumbers extends JsonNodeFactory {
  private static final long serialVersionUID = 1;

  /// Makes a mapper read all trees so.
  static SimpleModule module() {
    return new SimpleModule("bounded numbers").addDeserializer(JsonNode.class, new Trees());
  }

  @Override
  public ValueNode numberNode(BigDecimal value) {
    if (Math.abs((long) value.scale()) > ScimJson.MAX_EXPONENT) {
      throw beyond();
    }
    return super.numberNode(value);
  }

  private static StreamConstraintsException beyond() {
    return new StreamConstraintsException("a number beyond the limits");
  }

  private static final class Trees extends ValueDeserializer<JsonNode> {
    private final ValueDeserializer<? extends JsonNode> trees =
        JsonNodeDeserializer.getDeserializer(JsonNode.class);

    @Override
    public JsonNode deserialize(JsonParser parser, DeserializationContext context) {
      try {
        return trees.deserialize(parser, context);
      } catch (NumberFormatException e) {
        throw beyond();
      }
    }

    @Override
    public Object getNullValue(DeserializationContext context) {
      return trees.getNullValue(context);
    }

    @Override
    public Object getAbsentValue(DeserializationContext context) {
      return trees.getAbsentValue(context);
    }
  }
}
