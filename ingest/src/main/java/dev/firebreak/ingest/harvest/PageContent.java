package dev.firebreak.ingest.harvest;

import dev.firebreak.scim.client.ListingJournal.Mark;
import dev.firebreak.scim.client.ListingJournal.Reader;
import dev.firebreak.scim.resource.ScimJson;
import dev.firebreak.scim.resource.ScimResource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A page as it is kept: compressed JSON values one after the other, of each resource its key and
/// itself, or null where it came before; and last what the page says of itself.
final class PageContent {

  private static final int BUFFER = 1 << 14;

  /// Half a surrogate pair has no UTF-8 form, hence nothing but ASCII.
  private static final ObjectWriter WRITER =
      ScimJson.MAPPER
          .writer()
          .with(JsonWriteFeature.ESCAPE_NON_ASCII)
          .without(SerializationFeature.FLUSH_AFTER_WRITE_VALUE);

  private static final ObjectReader READER =
      ScimJson.MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(BUFFER);
  private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
  private final JsonGenerator json =
      WRITER.createGenerator(new DeflaterOutputStream(bytes, deflater, BUFFER));

  void add(String key, @Nullable ScimResource whole) {
    json.writeString(key);
    if (whole == null) {
      json.writeNull();
    } else {
      WRITER.writeValue(json, whole.body());
    }
  }

  /// The end of the page.
  ///
  /// @return all of it
  byte[] closed(Mark mark) {
    ObjectNode end = JsonNodeFactory.instance.objectNode();
    end.put("total", mark.total());
    end.put("next", mark.nextCursor());
    ObjectNode secrets = end.putObject("secrets");
    mark.secrets().forEach(secrets::put);
    WRITER.writeValue(json, end);
    json.close();
    deflater.end();
    return bytes.toByteArray();
  }

  /// Tells what a page holds, and its end.
  static void read(byte[] content, Reader reader) {
    var inflated =
        new InflaterInputStream(new ByteArrayInputStream(content), new Inflater(true), BUFFER);
    try (JsonParser json = READER.createParser(inflated)) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.START_OBJECT) {
          reader.page(mark(READER.readTree(json)));
          continue;
        }
        String key = json.getString();
        if (json.nextToken() == JsonToken.VALUE_NULL) {
          reader.resource(key, null);
        } else {
          Once whole = new Once(json);
          reader.resource(key, whole);
          whole.skip();
        }
      }
    }
  }

  private static Mark mark(JsonNode end) {
    Map<String, Integer> secrets = new HashMap<>();
    end.path("secrets")
        .properties()
        .forEach(entry -> secrets.put(entry.getKey(), entry.getValue().intValue()));
    JsonNode total = end.path("total");
    JsonNode next = end.path("next");
    return new Mark(
        total.isNull() ? null : Integer.valueOf(total.intValue()),
        next.isNull() ? null : next.stringValue(),
        secrets);
  }

  /// The resource that a parser stands before, read if it is wanted.
  private static final class Once implements Supplier<ScimResource> {
    private final JsonParser json;
    private boolean read;

    private Once(JsonParser json) {
      this.json = json;
    }

    @Override
    public ScimResource get() {
      read = true;
      return new ScimResource((ObjectNode) READER.readTree(json));
    }

    private void skip() {
      if (!read) {
        json.skipChildren();
      }
    }
  }
}
