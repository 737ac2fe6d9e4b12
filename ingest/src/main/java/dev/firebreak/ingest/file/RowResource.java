package dev.firebreak.ingest.file;

import dev.firebreak.ingest.map.RowNotes;
import dev.firebreak.scim.resource.AttributePath;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A row in the shape of a SCIM resource (RFC 7643).
final class RowResource {

  private static final String ENTERPRISE =
      "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:";

  /// Attributes that SCIM keeps elsewhere than at the top under the same name.
  private static final Map<String, String> PATHS =
      Map.of(
          "givenName", "name.givenName",
          "familyName", "name.familyName",
          "employeeNumber", ENTERPRISE + "employeeNumber",
          "department", ENTERPRISE + "department",
          "manager", ENTERPRISE + "manager.value");

  private final ObjectNode body = JsonNodeFactory.instance.objectNode();

  /// A resource of what one row says by itself.
  RowResource(Row row) {
    row.cells().forEach(this::put);
  }

  ObjectNode body() {
    return body;
  }

  private void put(String attribute, String cell) {
    switch (attribute) {
      case "email" -> body.putArray("emails").addObject().put("value", cell).put("primary", true);
      case "active" -> putFlag(cell);
      default -> put(AttributePath.parse(PATHS.getOrDefault(attribute, attribute)), cell);
    }
  }

  private void put(AttributePath path, String cell) {
    ObjectNode at = path.urn() == null ? body : object(body, path.urn());
    String sub = path.sub();
    if (sub == null) {
      at.put(path.name(), cell);
    } else {
      object(at, path.name()).put(sub, cell);
    }
  }

  private static ObjectNode object(ObjectNode in, String name) {
    return in.get(name) instanceof ObjectNode there ? there : in.putObject(name);
  }

  private void putFlag(String cell) {
    switch (cell.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "y", "1" -> body.put("active", true);
      case "false", "no", "n", "0" -> body.put("active", false);
      default -> body.put("active", cell);
    }
  }

  /// Adds whom a group has as members.
  RowResource members(List<Row> memberships) {
    for (Row row : memberships) {
      ObjectNode member = body.withArray("members").addObject().put("value", row.text("member"));
      String type = row.text("memberType");
      if (type != null) {
        member.put("type", type);
      }
    }
    return this;
  }

  /// Adds what an account or a group holds.
  RowResource grants(List<Row> grants) {
    for (Row row : grants) {
      ObjectNode grant =
          body.withArray("entitlements").addObject().put("value", row.text("entitlement"));
      String display = row.text("display");
      if (display != null) {
        grant.put("display", display);
      }
      for (String name : List.of("since", "validFrom", "validTo")) {
        String text = row.text(name);
        Instant time = text == null ? null : time(text);
        if (time != null) {
          grant.put(name, time.toString());
        } else if (text != null) {
          remark(
              row.at(
                  "%s is no time such as 2026-01-31 or 2026-01-31T08:00:00Z; it counts as unknown"
                      .formatted(name)));
        }
      }
    }
    return this;
  }

  /// Notes what of the row could not be used.
  RowResource remark(String remark) {
    RowNotes.remark(body, remark);
    return this;
  }

  /// A time with its offset, or the begin of a day in UTC.
  private static @Nullable Instant time(String text) {
    try {
      return text.length() == 10
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
