package dev.firebreak.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.firebreak.ingest.source.AuthConfig.ClientCredentialsConfig;
import dev.firebreak.scim.client.Auth;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.dataformat.yaml.YAMLMapper;

class AuthConfigTest {

  private static final URI TOKENS = URI.create("https://login.example/token");

  private static final YAMLMapper YAML =
      YAMLMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE).build();

  @Test
  void exactlyOneWayToSignInIsNeeded() {
    SecretRef token = new SecretRef("env:T");
    var client = new ClientCredentialsConfig(TOKENS, "me", token, null);
    for (AuthConfigParts parts :
        new AuthConfigParts[] {
          new AuthConfigParts(null, null), new AuthConfigParts(token, client)
        }) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new AuthConfig(parts.bearer(), parts.client()))
          .withMessage("auth needs either bearer or client-credentials");
    }
  }

  private record AuthConfigParts(
      @Nullable SecretRef bearer, @Nullable ClientCredentialsConfig client) {}

  @Test
  void clientCredentialsThatLackSomethingSayWhat() {
    String complete =
        """
        client-credentials:
          token-url: https://login.example/token
          client-id: me
          client-secret: env:S
        """;
    assertThat(YAML.readValue(complete, AuthConfig.class).kind())
        .isEqualTo("OAuth client credentials");
    for (String key : new String[] {"token-url", "client-id", "client-secret"}) {
      String without = complete.replaceAll("(?m)^  " + key + ": .*\n", "");
      assertThat(catchThrowable(() -> YAML.readValue(without, AuthConfig.class)))
          .isInstanceOf(JacksonException.class)
          .hasRootCauseMessage("client-credentials has no " + key);
    }
  }

  @Test
  void secretsAreReadWhenTheyAreNeededAndNeverPrinted(@TempDir Path folder) throws IOException {
    SecretRef ref =
        new SecretRef("file:" + Files.writeString(folder.resolve("secret"), "s3cr3t-value"));
    AuthConfig bearer = new AuthConfig(ref, null);
    AuthConfig client = new AuthConfig(null, new ClientCredentialsConfig(TOKENS, "me", ref, " "));
    assertThat(bearer.resolve())
        .isInstanceOfSatisfying(
            Auth.Bearer.class, auth -> assertThat(auth.token().reveal()).isEqualTo("s3cr3t-value"));
    assertThat(client.resolve())
        .isInstanceOfSatisfying(
            Auth.ClientCredentials.class,
            auth -> {
              assertThat(auth.clientSecret().reveal()).isEqualTo("s3cr3t-value");
              assertThat(auth.scope()).isNull();
            });
    assertThat(bearer + " " + client + bearer.resolve() + client.resolve())
        .doesNotContain("s3cr3t");
    assertThat(bearer.kind()).isEqualTo("bearer token");
  }

  @Test
  void aTokenThatCannotStandInAHeaderIsRefusedAndNotRepeated(@TempDir Path folder)
      throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), "first-line\nsecond-line");
    AuthConfig config = new AuthConfig(new SecretRef("file:" + file), null);
    assertThatIllegalArgumentException()
        .isThrownBy(config::resolve)
        .withMessageContaining("bearer token")
        .withMessageNotContainingAny("first-line", "second-line");
  }
}
