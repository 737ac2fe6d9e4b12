package dev.firebreak.scim.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebreak.scim.client.ProviderDouble.Reply;
import dev.firebreak.scim.resource.ScimFailure;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DiscoveryTest {
  private static final String TYPE =
      """
      {"id":"User","name":"User","endpoint":"/Users","schema":"urn:s:User",\
      "schemaExtensions":[{"schema":"urn:x:a","required":true},{"schema":"urn:x:b"}],"odd":{"kept":1}}\
      """;
  private static final String SCHEMA =
      """
      {"id":"urn:s:User","name":"User","attributes":[{"name":"userName"},{"name":"active"}]}\
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"totalResults\":1,\"Resources\":[%s]}",
        "{\"totalResults\":\"1\",\"resources\":%s}",
        "[%s, 7]",
        "  [%s]",
        "%s"
      })
  void typesAndSchemasAreReadInEveryFormThatServersUse(String form) {
    Discovery discovery = discover(form.formatted(TYPE), form.formatted(SCHEMA));
    assertThat(discovery.type("user"))
        .hasValueSatisfying(type -> {
          assertThat(type.endpoint()).isEqualTo("/Users");
          assertThat(type.schema()).isEqualTo("urn:s:User");
          assertThat(type.extensions()).containsExactly("urn:x:a", "urn:x:b");
          assertThat(type.body().text("odd.kept")).contains("1");
        });
    assertThat(discovery.schema("URN:S:user"))
        .hasValueSatisfying(schema -> {
          assertThat(schema.name()).isEqualTo("User");
          assertThat(schema.attributes()).containsExactly("userName", "active");
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"Users", "https://hr.example.org/scim/v2/Users", "/Users"})
  void endpointsAreFoundHoweverTheyAreWritten(String written) {
    Discovery discovery = discover("[{\"name\":\"User\",\"endpoint\":\"" + written + "\"}]", "[]");
    assertThat(discovery.types().getFirst().endpoint()).isEqualTo("/Users");
    assertThat(discovery.types().getFirst().schema()).isNull();
  }

  @Test
  void anEmptyPageSaysNothing() {
    Discovery discovery = discover("{\"totalResults\":0}", "[]");
    assertThat(discovery.types()).isEmpty();
    assertThat(discovery.schemas()).isEmpty();
  }

  @Test
  void missingPagesSayNothing() {
    try (var provider = new ProviderDouble(_ -> Reply.error(404, "no"));
        var client = new ScimClient(provider.connection(new Auth.None()), Clock.systemUTC())) {
      assertThat(client.discover())
          .isEqualTo(new Discovery(CapabilityClaim.UNKNOWN, List.of(), List.of()));
    }
  }

  @Test
  void aPageThatIsNoScimMessageIsAFailureThatNamesIt() {
    assertThatThrownBy(() -> discover("[{\"name\":", "[]"))
        .isInstanceOf(ScimFailure.class)
        .hasMessageContaining("/ResourceTypes answered JSON that stops in its middle");
    assertThatThrownBy(() -> discover("[]", "<html>"))
        .isInstanceOf(ScimFailure.class)
        .hasMessageContaining("/Schemas");
  }

  private static Discovery discover(String types, String schemas) {
    try (var provider =
            new ProviderDouble(request ->
                Reply.json(
                    switch (request.uri().getPath().replaceFirst(".*/", "")) {
                      case "ResourceTypes" -> types;
                      case "Schemas" -> schemas;
                      default -> "{}";
                    }));
        var client = new ScimClient(provider.connection(new Auth.None()), Clock.systemUTC())) {
      return client.discover();
    }
  }
}
