package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.web.http.ApiDifferences.Difference;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every way to break a program is told from every way to add something.
class ApiDifferencesTest {

  private static final String DOCUMENT =
      """
      {"paths": {
        "/things": {
          "get": {"operationId": "list", "parameters": [
              {"in": "query", "name": "size", "required": false, "schema": {"type": "integer"}}],
            "responses": {"200": {"content": {"application/json": {"schema":
              {"type": "array", "items": {"$ref": "#/components/schemas/Thing"}}}}}}},
          "post": {"operationId": "make", "requestBody": {"content": {"application/json": {"schema":
                {"$ref": "#/components/schemas/Wanted"}}}},
            "responses": {"201": {}}}}},
       "components": {"schemas": {
         "Thing": {"type": "object", "required": ["id"], "properties": {
            "id": {"type": "string"}, "kind": {"type": "string", "enum": ["A", "B"]},
            "inner": {"$ref": "#/components/schemas/Thing"}}},
         "Wanted": {"type": "object", "required": ["name"], "properties": {
            "name": {"type": "string"}, "size": {"type": ["integer", "null"]}}}}}}
      """
          .replace('"', '\'');

  private static List<Difference> between(String from, String to) {
    assertThat(DOCUMENT).contains(from);
    return ApiDifferences.between(read(DOCUMENT), read(DOCUMENT.replace(from, to)));
  }

  private static JsonNode read(String document) {
    return new JsonMapper().readTree(document.replace('\'', '"'));
  }

  @Test
  void aDocumentDoesNotDifferFromItself() {
    assertThat(between("list", "list")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      nullValues = "nothing",
      value = {
        "'post':|'put':|POST /things: the operation is gone",
        "'/things':|'/others':|GET /things: the operation is gone",
        "'list'|'all'|GET /things: its operationId was list",
        "'required': false|'required': true|query size: it is required now",
        "'name': 'size'|'name': 'most'|query size: the parameter is gone",
        "{'type': 'integer'}|{'type': 'string'}|query size: was [integer], is [string]",
        "'id': {'type': 'string'}, 'kind'|'kind'|Thing.id: the field is gone",
        "'id': {'type': 'string'}|'id': {'type': 'integer'}|Thing.id: was [string], is [integer]",
        "'required': ['id']|'required': []|Thing.id: may be absent now",
        "'required': ['name']|'required': ['name', 'size']|Wanted.size: required now",
        "'name': {'type': 'string'}, 'size'|'size'|Wanted.name: the field is gone",
        "['A', 'B']|['A']|Thing.kind: the value B is gone",
        "'201'|'202'|POST /things 201: the answer is gone",
        "'200': {'content': {'application/json'|'200': {'content': {'text/csv'|any more"
      })
  void whatBreaksIsToldAsBreaking(String from, String to, String what) {
    assertThat(between(from, to))
        .filteredOn(Difference::breaks)
        .extracting(Difference::what)
        .anySatisfy(each -> assertThat(each).contains(what));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'id': {'type': 'string'}|'id': {'type': 'string'}, 'more': {}|Thing.more: a new field",
        "'name': {'type': 'string'}|'name': {'type': 'string'}, 'more': {}|Wanted.more: a new field",
        "['A', 'B']|['A', 'B', 'C']|Thing.kind: a new value C",
        "'get':|'delete': {'operationId': 'end'}, 'get':|DELETE /things: a new operation",
        "'201': {}|'201': {}, '409': {}|POST /things 409: a new answer"
      })
  void whatIsAddedBreaksNothing(String from, String to, String what) {
    List<Difference> found = between(from, to);
    assertThat(found).isNotEmpty().noneMatch(Difference::breaks);
    assertThat(found)
        .extracting(Difference::what)
        .anySatisfy(each -> assertThat(each).contains(what));
  }

  @Test
  void aNewRequiredParameterBreaks() {
    assertThat(
            between(
                "'parameters': [",
                "'parameters': [{'in': 'query', 'name': 'who', 'required': true},"))
        .containsExactly(new Difference(true, "GET /things query who: a new required parameter"));
  }
}
