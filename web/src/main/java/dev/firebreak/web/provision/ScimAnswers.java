package dev.firebreak.web.provision;

import dev.firebreak.scim.filter.ScimFilter;
import dev.firebreak.scim.patch.PatchRefused;
import dev.firebreak.scim.resource.Schemas;
import dev.firebreak.scim.resource.ScimFailure;
import dev.firebreak.scim.resource.ScimJson;
import dev.firebreak.scim.resource.ScimResource;
import dev.firebreak.web.user.UserRefused;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The messages that every endpoint sends: one resource, a list of them, or an error.
@RestControllerAdvice(basePackageClasses = ScimAnswers.class)
final class ScimAnswers {

  private static final MediaType SCIM = MediaType.valueOf("application/scim+json");
  private static final int MOST = 200;
  private static final Set<String> ALWAYS = Set.of("schemas", "id");

  static ResponseEntity<byte[]> one(int status, ObjectNode resource) {
    JsonNode version = resource.path("meta").path("version");
    ResponseEntity.BodyBuilder answer = ResponseEntity.status(status).contentType(SCIM);
    if (version.isString()) {
      answer.header("ETag", version.stringValue());
    }
    if (status == 201) {
      answer.header("Location", resource.path("meta").path("location").asString(""));
    }
    return answer.body(bytes(resource));
  }

  static ResponseEntity<byte[]> nothing() {
    return ResponseEntity.noContent().build();
  }

  /// What a list is asked for.
  ///
  /// @param startIndex of the first resource, from 1
  record Wanted(
      @Nullable String filter,
      @Nullable Integer startIndex,
      @Nullable Integer count,
      @Nullable String attributes,
      @Nullable String excludedAttributes) {}

  /// The resources that a filter chooses, a page of them.
  static ResponseEntity<byte[]> list(List<ObjectNode> all, Wanted wanted) {
    List<ObjectNode> chosen = all;
    String filter = wanted.filter();
    if (filter != null && !filter.isBlank()) {
      ScimFilter parsed = parsed(filter);
      chosen = all.stream().filter(each -> parsed.matches(new ScimResource(each))).toList();
    }
    int start = wanted.startIndex() == null ? 1 : Math.max(1, wanted.startIndex());
    int count = wanted.count() == null ? MOST : Math.clamp(wanted.count(), 0, MOST);
    List<ObjectNode> page = chosen.stream().skip(start - 1L).limit(count).toList();
    ObjectNode body = ScimJson.MAPPER.createObjectNode();
    body.putArray("schemas").add(Schemas.LIST_RESPONSE);
    body.put("totalResults", chosen.size());
    body.put("startIndex", start);
    body.put("itemsPerPage", page.size());
    var resources = body.putArray("Resources");
    page.forEach(each -> resources.add(only(each, wanted)));
    return ResponseEntity.ok().contentType(SCIM).body(bytes(body));
  }

  private static ScimFilter parsed(String filter) {
    try {
      return ScimFilter.parse(filter);
    } catch (IllegalArgumentException wrong) {
      throw new ScimRefused(400, "invalidFilter", String.valueOf(wrong.getMessage()));
    }
  }

  /// A resource without what was not asked for (RFC 7644 §3.9), by attribute.
  static ObjectNode only(ObjectNode resource, Wanted wanted) {
    ObjectNode left = resource.deepCopy();
    if (wanted.attributes() != null && !wanted.attributes().isBlank()) {
      Set<String> asked = names(wanted.attributes());
      left.retain(
          left.propertyNames().stream()
              .filter(name -> ALWAYS.contains(name) || asked.contains(lower(name)))
              .toList());
    } else if (wanted.excludedAttributes() != null) {
      Set<String> unwanted = names(wanted.excludedAttributes());
      left.remove(
          left.propertyNames().stream()
              .filter(name -> !ALWAYS.contains(name) && unwanted.contains(lower(name)))
              .toList());
    }
    return left;
  }

  private static Set<String> names(String list) {
    return Arrays.stream(list.split(","))
        .map(name -> lower(name.strip()).replaceFirst("^urn:.*:", "").replaceFirst("\\..*$", ""))
        .collect(Collectors.toSet());
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /// The resource of a request.
  static ObjectNode read(String body) {
    return ScimResource.parse(body).body();
  }

  /// Refuses a write that is meant for another version (RFC 7644 §3.14).
  static void requireVersion(@Nullable String ifMatch, ObjectNode now) {
    if (ifMatch != null
        && !ifMatch.strip().equals("*")
        && !ifMatch.contains(now.path("meta").path("version").asString(""))) {
      throw new ScimRefused(412, null, "The resource was changed since it was read.");
    }
  }

  @ExceptionHandler
  ResponseEntity<byte[]> refused(ScimRefused refused) {
    return problem(refused);
  }

  @ExceptionHandler
  ResponseEntity<byte[]> refused(UserRefused refused) {
    return problem(ScimRefused.of(refused));
  }

  @ExceptionHandler
  ResponseEntity<byte[]> refused(PatchRefused refused) {
    return problem(ScimRefused.of(refused));
  }

  @ExceptionHandler
  ResponseEntity<byte[]> unreadable(ScimFailure failure) {
    return problem(new ScimRefused(400, "invalidSyntax", String.valueOf(failure.getMessage())));
  }

  @ExceptionHandler
  ResponseEntity<byte[]> unreadable(
      org.springframework.http.converter.HttpMessageNotReadableException empty) {
    return problem(new ScimRefused(400, "invalidSyntax", "This request needs a JSON body."));
  }

  private static ResponseEntity<byte[]> problem(ScimRefused refused) {
    ObjectNode body = ScimJson.MAPPER.createObjectNode();
    body.putArray("schemas").add(Schemas.ERROR);
    body.put("status", Integer.toString(refused.status()));
    if (refused.scimType() != null) {
      body.put("scimType", refused.scimType());
    }
    body.put("detail", refused.getMessage());
    return ResponseEntity.status(refused.status()).contentType(SCIM).body(bytes(body));
  }

  private static byte[] bytes(JsonNode body) {
    return body.toString().getBytes(StandardCharsets.UTF_8);
  }
}
