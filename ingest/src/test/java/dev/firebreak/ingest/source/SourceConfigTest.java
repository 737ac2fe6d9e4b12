package dev.firebreak.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.firebreak.scim.client.Connection;
import dev.firebreak.scim.client.Dialect;
import dev.firebreak.scim.client.Pagination;
import dev.firebreak.scim.client.Patience;
import dev.firebreak.scim.client.Search;
import dev.firebreak.scim.client.Support;
import dev.firebreak.scim.client.Tls;
import dev.firebreak.scim.client.TypeDialect;
import dev.firebreak.scim.probe.CapabilityProfile;
import dev.firebreak.scim.probe.ChosenQuirk;
import dev.firebreak.scim.probe.Measurement;
import dev.firebreak.scim.probe.Point;
import dev.firebreak.scim.probe.Verdict;
import dev.firebreak.scim.quirk.AtMostPerPage;
import dev.firebreak.scim.quirk.Quirks;
import dev.firebreak.scim.resource.ResourceType;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.dataformat.yaml.YAMLMapper;

class SourceConfigTest {

  private static final YAMLMapper YAML =
      YAMLMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE).build();

  private static final String MINIMAL =
      """
      id: hr
      kind: DIRECTORY
      base-url: https://hr.example/scim/v2
      allow-http: false
      authoritative: true
      auth: {bearer: "env:T"}
      """;

  private static SourceConfig read(String yaml) {
    return YAML.readValue(yaml, SourceConfig.class);
  }

  private static void assertRefused(String yaml, String message) {
    assertThat(Assertions.catchThrowable(() -> read(yaml)))
        .as(yaml)
        .rootCause()
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void whatIsLeftOutHasADefault() {
    SourceConfig config = read(MINIMAL);
    assertThat(config.displayName()).isEqualTo("hr");
    assertThat(config.pageSize()).isEqualTo(100);
    assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.maxDrop()).isEqualTo(5.0);
    assertThat(config.map()).isEqualTo(SourceMapping.DEFAULT);
    assertThat(read(MINIMAL + "name: ''\n").displayName()).isEqualTo("hr");
  }

  @Test
  void whoAnswersForItHasANameAndPerhapsMoreAndNothingElse() {
    assertThat(read(MINIMAL).owner()).isNull();
    SourceConfig owned =
        read(MINIMAL + "owner: {name: ' Ina Sol ', mail: ina@example.org, team: IAM}\n");
    assertThat(owned.owner()).isEqualTo(new SourceOwner("Ina Sol", "ina@example.org", "IAM"));
    assertThat(owned.relativeTo(Path.of("x")).owner()).isEqualTo(owned.owner());
    assertThat(new SourceOwner("Ina Sol", "ina@example.org", "IAM").text())
        .isEqualTo("Ina Sol, IAM (ina@example.org)");
    assertThat(new SourceOwner("IAM", " ", null).text()).isEqualTo("IAM");
    assertRefused(MINIMAL + "owner: {team: IAM}\n", "an owner needs a name");
    assertRefused(
        MINIMAL + "owner: {name: Ina, mail: at the desk}\n",
        "the mail of owner Ina is no address: 'at the desk'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          DIRECTORY | USER, GROUP
          APPLICATION | ENTITLEMENT, ROLE, GROUP, USER
          VAULT | CONTAINER, PRIVILEGED_DATA, CONTAINER_PERMISSION, GROUP, USER
          """)
  void theKindDecidesWhatIsRead(String kind, String types) {
    assertThat(read(MINIMAL.replace("DIRECTORY", kind)).reads())
        .extracting(ResourceType::name)
        .containsExactly(types.split(", ", -1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          id: hr         | id: Hr!          | a source id is lower-case letters, digits, '.', '_' and '-', but got 'Hr!'
          id: hr         | name: x          | a source needs an id of lower-case letters, digits, '.', '_' and '-'
          id: hr         | id: firebreak    | a source cannot have the id 'firebreak', which names what Firebreak itself concludes
          kind: DIRECTORY| name: x          | source hr has no kind (directory, application or vault)
          base-url: https://hr.example/scim/v2 | name: x | source hr has no base-url, and no files in its place
          auth: {bearer: "env:T"} | name: x | source hr has no auth
          """)
  void whatIsMissingOrWrongIsNamed(String line, String instead, String message) {
    assertRefused(MINIMAL.replace(line + "\n", instead + "\n"), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          page-size: 0    | source hr: page-size must be 1 to 10000
          page-size: 10001| source hr: page-size must be 1 to 10000
          timeout: PT0S   | source hr: timeout must be more than zero
          max-drop: 100.5 | source hr: max-drop must be 0 to 100 (percent)
          max-drop: -1    | source hr: max-drop must be 0 to 100 (percent)
          resources: []   | source hr: resources is empty; leave it out to read what its kind implies
          """)
  void whatCannotWorkIsRefused(String line, String message) {
    assertRefused(MINIMAL + line + "\n", message);
  }

  @Test
  void resourcesReplaceWhatTheKindImpliesEachReadOnce() {
    assertThat(read(MINIMAL + "resources: [USER, ROLE, USER]\n").reads())
        .isEqualTo(List.of(ResourceType.USER, ResourceType.ROLE));
  }

  @Test
  void theConnectionCarriesTheBoundsOfTheSource(@TempDir Path folder) throws IOException {
    Path token = Files.writeString(folder.resolve("t"), "s3cr3t");
    SourceConfig config =
        read(
            MINIMAL.replace("env:T", "file:" + token)
                + "name: Human resources\npage-size: 7\ntimeout: PT3S\n");
    Connection connection = config.connection();
    assertThat(connection.name()).isEqualTo("Human resources");
    assertThat(connection.baseUri()).isEqualTo(URI.create("https://hr.example/scim/v2"));
    assertThat(connection.pageSize()).isEqualTo(7);
    assertThat(connection.timeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(connection + " " + config).doesNotContain("s3cr3t");
  }

  @Test
  void everyWayOfCallingReachesTheConnection(@TempDir Path folder) throws IOException {
    Path token = Files.writeString(folder.resolve("t"), "s3cr3t");
    String yaml =
        MINIMAL.replace("env:T", "file:" + token)
            + """
            scim:
              preset: KEYCLOAK
              pagination: CURSOR
              search: ALWAYS
              types:
                USER: {endpoint: /People, excluded-attributes: [photos]}
                GROUP: {attributes: [displayName, members]}
              attempts: 5
              call-time: PT1M
              listing-time: PT3H
              requests-per-second: 2.5
              rest: PT10S
              max-body-bytes: 2048
              allow-private: false
            """;
    Connection connection = read(yaml).connection();
    assertThat(connection.dialect())
        .isEqualTo(
            new Dialect(
                Pagination.CURSOR,
                Search.ALWAYS,
                Map.of(
                    ResourceType.USER,
                    new TypeDialect("/People", null, List.of("photos")),
                    ResourceType.GROUP,
                    new TypeDialect(null, List.of("displayName", "members"), null)),
                Quirks.KEYCLOAK.all()));
    assertThat(connection.patience())
        .isEqualTo(
            new Patience(
                5, Duration.ofMinutes(1), Duration.ofHours(3), 2.5, Duration.ofSeconds(10)));
    assertThat(connection.maxBodyBytes()).isEqualTo(2048);
    assertThat(connection.allowPrivate()).isFalse();
    assertThat(connection.tls()).isSameAs(Tls.USUAL);
  }

  @Test
  void whatAProbeFoundIsMendedUnlessTheSourceSaysOtherwise() {
    var small =
        new Measurement(Point.PAGE_SIZE, Verdict.NO, "50", Support.UNKNOWN, "asked", Instant.EPOCH);
    var profile = new CapabilityProfile(Instant.EPOCH, "/Users", List.of(small), null);
    SourceConfig usual = read(MINIMAL);
    assertThat(usual.quirks(null)).allMatch(usual::mends).hasSize(1);
    assertThat(usual.quirks(profile))
        .allMatch(usual::mends)
        .contains(new ChosenQuirk(new AtMostPerPage(50), small));
    SourceConfig off = read(MINIMAL + "scim: {preset: KEYCLOAK, found-quirks: false}\n");
    assertThat(off.quirks(profile))
        .allMatch(off::mends)
        .doesNotContain(new ChosenQuirk(new AtMostPerPage(50), small));
    SourceConfig plain = read(MINIMAL + "scim: {found-quirks: false}\n");
    assertThat(plain.quirks(profile).stream().filter(plain::mends))
        .containsExactlyElementsOf(plain.quirks(null));
  }

  @Test
  void withoutWordsAboutCallingTheUsualHolds(@TempDir Path folder) throws IOException {
    Path token = Files.writeString(folder.resolve("t"), "s3cr3t");
    Connection connection = read(MINIMAL.replace("env:T", "file:" + token)).connection();
    assertThat(connection.dialect()).isEqualTo(Dialect.STANDARD);
    assertThat(connection.patience()).isEqualTo(Patience.USUAL);
    assertThat(connection.allowPrivate()).isTrue();
    assertThat(connection.maxBodyBytes()).isEqualTo(Connection.MAX_BODY_BYTES);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          attempts: 0             | attempts must be 1 to 10
          call-time: PT0S         | call-time must be more than zero
          listing-time: P8D       | listing-time must be more than zero, and a week at most
          requests-per-second: 0  | requests-per-second must be 0.01 to 10000
          rest: PT-1S             | rest must be more than zero
          max-body-bytes: 1       | max-body-bytes must be 1024
          types: {USER: {endpoint: "//x"}} | must be a path below the base URL
          types: {USER: {attributes: [a], excluded-attributes: [b]}} | cannot stand together
          """)
  void wordsAboutCallingThatCannotWorkAreRefused(String line, String message) {
    assertThat(Assertions.catchThrowable(() -> read(MINIMAL + "scim: {" + line + "}\n")))
        .isNotNull()
        .satisfies(e -> assertThat(messages(e)).contains(message));
  }

  @Test
  void aCaBundleIsReadFromBesideTheConfiguration(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("t"), "s3cr3t");
    SourceConfig config =
        read(MINIMAL.replace("env:T", "file:" + folder.resolve("t"))
                + "scim: {ca-bundle: authorities.pem}\n")
            .relativeTo(folder);
    assertThatIllegalArgumentException()
        .isThrownBy(config::connection)
        .withMessage("the CA bundle " + folder.resolve("authorities.pem") + " cannot be read");
    Files.writeString(folder.resolve("authorities.pem"), "nothing");
    assertThatIllegalArgumentException()
        .isThrownBy(config::connection)
        .withMessageContaining("holds no readable X.509 certificate");
  }

  @Test
  void plainHttpIsRefusedUnlessAllowed(@TempDir Path folder) throws IOException {
    Path token = Files.writeString(folder.resolve("t"), "s3cr3t");
    String http = MINIMAL.replace("env:T", "file:" + token).replace("https:", "http:");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(http).connection())
        .withMessageContaining("http")
        .withMessageNotContaining("s3cr3t");
    assertThat(read(http.replace("allow-http: false", "allow-http: true")).connection().baseUri())
        .hasScheme("http");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "manager: 'a b'",
        "signs-in-user-name: '[x]'",
        "group-grants: ['no path!']",
        "service-when: {attribute: 'a b', equals: x}"
      })
  void aMappingThatIsNoAttributePathIsRefused(String line) {
    assertThat(Assertions.catchThrowable(() -> read(MINIMAL + "mapping: {" + line + "}\n")))
        .isNotNull()
        .satisfies(e -> assertThat(messages(e)).contains("is no attribute path (RFC 7644 §3.10)"));
  }

  private static String messages(Throwable e) {
    return e.getMessage() + (e.getCause() == null ? "" : " " + messages(e.getCause()));
  }

  @Test
  void aMatchNeedsAttributeAndValue() {
    assertRefused(
        MINIMAL + "mapping: {service-when: {attribute: userType}}\n",
        "a match needs an attribute, and what it equals or what it is like");
  }
}
