package dev.firebreak.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.firebreak.ingest.source.AuthConfig.BasicConfig;
import dev.firebreak.ingest.source.AuthConfig.ClientCredentialsConfig;
import dev.firebreak.scim.client.Auth;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
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
  void oneWayToSignInIsNeededAndACertificateMayGoWithIt() {
    SecretRef ref = new SecretRef("env:T");
    var basic = new BasicConfig("me", ref);
    var client = new ClientCredentialsConfig(TOKENS, "me", ref, null);
    var certificate = new CertificateConfig(Path.of("me.p12"), ref, null, null);
    for (ThrowingCallable bad :
        new ThrowingCallable[] {
          () -> new AuthConfig(null, null, null, null),
          () -> new AuthConfig(ref, null, client, null),
          () -> new AuthConfig(ref, basic, null, certificate)
        }) {
      assertThatIllegalArgumentException()
          .isThrownBy(bad)
          .withMessageStartingWith("auth needs one of bearer, basic and client-credentials");
    }
    assertThat(new AuthConfig(null, basic, null, null).kind()).isEqualTo("user name and password");
    assertThat(new AuthConfig(null, null, null, certificate).kind())
        .isEqualTo("client certificate");
    assertThat(new AuthConfig(ref, null, null, certificate).kind())
        .isEqualTo("bearer token with client certificate");
    assertThat(new AuthConfig(null, null, null, certificate).resolve()).isEqualTo(new Auth.None());
  }

  @Test
  void aCertificateIsAKeyStoreOrAChainWithItsKey() {
    SecretRef ref = new SecretRef("env:T");
    Path file = Path.of("file");
    for (ThrowingCallable bad :
        new ThrowingCallable[] {
          () -> new CertificateConfig(null, null, null, null),
          () -> new CertificateConfig(file, null, null, null),
          () -> new CertificateConfig(null, null, file, null),
          () -> new CertificateConfig(file, ref, file, ref)
        }) {
      assertThatIllegalArgumentException()
          .isThrownBy(bad)
          .withMessage("certificate needs either key-store and password, or chain and key");
    }
    assertThat(
            new AuthConfig(null, null, null, new CertificateConfig(null, null, file, ref))
                .relativeTo(Path.of("/etc/firebreak"))
                .certificate()
                .chain())
        .isEqualTo(Path.of("/etc/firebreak/file"));
  }

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
    AuthConfig bearer = AuthConfig.bearer(ref);
    AuthConfig client =
        AuthConfig.clientCredentials(new ClientCredentialsConfig(TOKENS, "me", ref, " "));
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
    AuthConfig config = AuthConfig.bearer(new SecretRef("file:" + file));
    assertThatIllegalArgumentException()
        .isThrownBy(config::resolve)
        .withMessageContaining("bearer token")
        .withMessageNotContainingAny("first-line", "second-line");
  }
}
