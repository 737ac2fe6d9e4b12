package dev.firebreak.web.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebreak.ingest.source.SourceConfig;
import dev.firebreak.scim.client.Connection;
import dev.firebreak.scim.client.Dialect;
import dev.firebreak.scim.client.Pagination;
import dev.firebreak.scim.client.Search;
import dev.firebreak.scim.client.TypeDialect;
import dev.firebreak.scim.quirk.Quirks;
import dev.firebreak.scim.resource.ResourceType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigFileTest {
  @TempDir private Path folder;

  @Test
  void howASourceIsCalledIsWrittenInPlainWords() throws IOException {
    Files.writeString(folder.resolve("password"), "s3cr3t");
    SourceConfig source =
        load(
            """
            data-dir: data
            sources:
              - id: vault
                kind: vault
                base-url: https://vault.example.org/scim
                auth: {basic: {username: me, password: "file:%s"}}
                scim:
                  preset: aws-identity-center
                  pagination: cursor
                  search: always
                  types:
                    user: {endpoint: /People}
                    PrivilegedData: {attributes: [name, type]}
                    container-permission: {excluded-attributes: [meta]}
                  attempts: 2
            """
                .formatted(folder.resolve("password")));
    Connection connection = source.connection();
    assertThat(connection.dialect())
        .isEqualTo(
            new Dialect(
                Pagination.CURSOR,
                Search.ALWAYS,
                Map.of(
                    ResourceType.USER,
                    new TypeDialect("/People", null, null),
                    ResourceType.PRIVILEGED_DATA,
                    new TypeDialect(null, List.of("name", "type"), null),
                    ResourceType.CONTAINER_PERMISSION,
                    new TypeDialect(null, null, List.of("meta"))),
                Quirks.AWS_IDENTITY_CENTER.all()));
    assertThat(connection.patience().attempts()).isEqualTo(2);
    assertThat(connection + " " + source).doesNotContain("s3cr3t");
  }

  @Test
  void filesAreSeenFromTheConfigurationFile() throws IOException {
    Files.createDirectory(folder.resolve("keys"));
    Files.writeString(folder.resolve("keys/me.pem"), "");
    Files.writeString(folder.resolve("authorities.pem"), "");
    SourceConfig source =
        load(
            """
            data-dir: data
            sources:
              - id: vault
                kind: vault
                base-url: https://vault.example.org/scim
                auth: {certificate: {chain: keys/me.pem, key: "env:KEY"}}
                scim: {ca-bundle: authorities.pem}
            """);
    assertThat(source.auth().certificate().chain()).isEqualTo(folder.resolve("keys/me.pem"));
    assertThat(source.scim().caBundle()).isEqualTo(folder.resolve("authorities.pem"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "search: sometimes | 'sometimes' is none of never, long, always",
        "types: {person: {}} | 'person' is none of user, group, role",
        "attempts: 99 | attempts must be 1 to 10",
        "patience: 3 | unknown key 'patience'"
      })
  void aWordThatIsNotKnownIsAnErrorWithItsLine(String line, String message) {
    assertThatThrownBy(() ->
            load(
                """
                data-dir: data
                sources:
                  - id: vault
                    kind: vault
                    base-url: https://vault.example.org/scim
                    auth: {bearer: "env:T"}
                    scim:
                      %s
                """
                    .formatted(line)))
        .isInstanceOf(ConfigInvalid.class)
        .hasMessageContaining(message)
        .hasMessageMatching("(?s).*, line [78]: .*");
  }

  @Test
  void theKeyOfTheEvidenceLiesBesideTheDataUnlessStated() throws IOException {
    Path file = Files.writeString(folder.resolve("firebreak.yaml"), "data-dir: data");
    assertThat(ConfigFile.load(file).evidenceKey())
        .isEqualTo(folder.resolve("data-keys/evidence.pem"));
    Files.writeString(file, "data-dir: data\nevidence: {key: keys/mine.pem}");
    assertThat(ConfigFile.load(file).evidenceKey()).isEqualTo(folder.resolve("keys/mine.pem"));
  }

  private SourceConfig load(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("firebreak.yaml"), yaml);
    return ConfigFile.load(file).sources().getFirst();
  }
}
