package dev.firebreak.providers.fault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/// Turns the pages of a provider that pages by index into those of one that does otherwise.
final class Pages {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern START = Pattern.compile("(?<=[?&]startIndex=)\\d+");
  private static final Pattern CURSOR = Pattern.compile("(?<=[?&])cursor=([^&]*)");

  private Pages() {}

  /// The configuration page with the claim of RFC 9865 section 4 added.
  static Answer claimingCursors(Answer config) throws IOException {
    return edited(
        config,
        json ->
            json.putObject("pagination")
                .put("cursor", true)
                .put("index", false)
                .put("defaultPaginationMethod", "cursor"));
  }

  /// What to ask the provider behind for a page by cursor; one by index passes as the first page.
  static WireRequest byIndex(WireRequest request) {
    var path = START.matcher(request.path()).replaceFirst("1");
    var cursor = CURSOR.matcher(path);
    if (!cursor.find()) {
      return request.to(path);
    }
    var start = cursor.group(1).isEmpty() ? "1" : decode(cursor.group(1));
    return request.to(cursor.replaceFirst("startIndex=" + start));
  }

  /// The page with a cursor for the next one in place of an index.
  static Answer byCursor(Answer page) throws IOException {
    return edited(
        page,
        json -> {
          var next = json.path("startIndex").asInt(1) + json.path("Resources").size();
          if (next <= json.path("totalResults").asInt()) {
            json.put("nextCursor", encode(Integer.toString(next)));
          }
          json.remove("startIndex");
        });
  }

  /// The refusal of RFC 9865 section 2.1.
  static Answer expired() {
    return Answer.of(
        400,
        "application/scim+json",
        """
        {"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"400",\
        "scimType":"expiredCursor","detail":"the cursor is forgotten"}\
        """);
  }

  /// The same page, begun so many resources earlier.
  static WireRequest earlier(WireRequest request, int resources) {
    return request.to(
        START
            .matcher(request.path())
            .replaceFirst(start ->
                Integer.toString(Math.max(1, Integer.parseInt(start.group()) - resources))));
  }

  private interface Edit {
    void on(ObjectNode json) throws JsonProcessingException;
  }

  private static Answer edited(Answer answer, Edit edit) throws IOException {
    if (answer.status() == 200
        && JSON.readTree(answer.body().getBytes(StandardCharsets.ISO_8859_1))
            instanceof ObjectNode json) {
      edit.on(json);
      var octets = new String(JSON.writeValueAsBytes(json), StandardCharsets.ISO_8859_1);
      return new Answer(200, answer.headers(), octets);
    }
    return answer;
  }

  private static String encode(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String decode(String cursor) {
    return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
  }
}
