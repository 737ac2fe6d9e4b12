package dev.firebreak.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.firebreak.scim.resource.ResourceType;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.dataformat.yaml.YAMLMapper;

class FilesConfigTest {

  private static final YAMLMapper YAML =
      YAMLMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE).build();

  private static SourceConfig read(String rest) {
    return YAML.readValue(
        "id: app\nkind: APPLICATION\nallow-http: false\nauthoritative: false\n" + rest,
        SourceConfig.class);
  }

  @Test
  void filesTakeThePlaceOfAddressAndSignIn() {
    SourceConfig source =
        read("files: {accounts: a.csv, groups: g.csv, grants: gr.csv}\n")
            .relativeTo(Path.of("/etc/firebreak"));
    assertThat(source.address())
        .isEqualTo("/etc/firebreak/a.csv, /etc/firebreak/g.csv, /etc/firebreak/gr.csv");
    assertThat(source.signIn()).isEqualTo("nothing, it is read from files");
    assertThat(source.reads()).containsExactly(ResourceType.GROUP, ResourceType.USER);
    assertThat(source.map().groupGrants()).containsExactly("entitlements");
    assertThatIllegalArgumentException()
        .isThrownBy(source::connection)
        .withMessageContaining("it has no service provider");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          files: {accounts: a.csv}, base-url: "https://x/v2" | both: take out files or its base-url
          files: {accounts: a.csv}, auth: {bearer: "env:T"} | both: take out files or its auth
          files: {accounts: a.csv}, scim: {attempts: 2} | both: take out files or its scim
          files: {accounts: a.csv, all: b.json} | not both
          files: {all: b.csv} | its name ends in .json
          files: {groups: g.csv} | files needs accounts
          files: {accounts: a.csv, memberships: m.csv} | memberships need groups
          files: {accounts: a.csv, separator: ";;"} | separator is one character
          files: {accounts: a.csv, columns: {ACCOUNTS: {x: "not a path"}}} | "not a path"
          """)
  void whatMeansNothingIsRefused(String keys, String message) {
    assertThat(
            catchThrowable(() ->
                YAML.readValue(
                    "{id: app, kind: APPLICATION, allow-http: false, authoritative: false, "
                        + keys
                        + "}",
                    SourceConfig.class)))
        .rootCause()
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void filesHoldNoSafes() {
    assertThat(
            catchThrowable(() ->
                YAML.readValue(
                    "{id: v, kind: VAULT, allow-http: false, authoritative: false, files: {accounts: a.csv}}",
                    SourceConfig.class)))
        .rootCause()
        .hasMessageContaining("its kind is directory or application");
  }
}
