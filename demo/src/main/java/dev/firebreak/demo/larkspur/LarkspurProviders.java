package dev.firebreak.demo.larkspur;

import dev.firebreak.providers.ScimProvider;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.Supplier;

/// Larkspur's three systems, served over HTTP on loopback: doorway and strongroom behind a bearer
/// token, ledgerone behind OAuth client credentials.
public final class LarkspurProviders implements AutoCloseable {
  private static final String CLIENT_ID = "firebreak";

  private final ScimProvider doorway;
  private final String doorwayToken;
  private final ScimProvider ledgerone;
  private final String ledgeroneClientSecret;
  private final ScimProvider strongroom;
  private final String strongroomToken;

  private LarkspurProviders(
      ScimProvider doorway,
      String doorwayToken,
      ScimProvider ledgerone,
      String ledgeroneClientSecret,
      ScimProvider strongroom,
      String strongroomToken) {
    this.doorway = doorway;
    this.doorwayToken = doorwayToken;
    this.ledgerone = ledgerone;
    this.ledgeroneClientSecret = ledgeroneClientSecret;
    this.strongroom = strongroom;
    this.strongroomToken = strongroomToken;
  }

  /// Serves on free ports with new random secrets.
  public static LarkspurProviders start(Larkspur larkspur) throws IOException {
    var random = new SecureRandom();
    return start(
        larkspur,
        () -> {
          var bytes = new byte[24];
          random.nextBytes(bytes);
          return HexFormat.of().formatHex(bytes);
        });
  }

  /// Serves on free ports.
  ///
  /// @param secrets asked three times: for the tokens of doorway and strongroom, and the client
  ///   secret of ledgerone
  public static LarkspurProviders start(Larkspur larkspur, Supplier<String> secrets)
      throws IOException {
    var doorwayToken = secrets.get();
    var strongroomToken = secrets.get();
    var clientSecret = secrets.get();
    var doorway = ScimProvider.named("doorway").bearer(doorwayToken).types("User", "Group").start();
    var ledgerone =
        ScimProvider.named("ledgerone")
            .clientCredentials(CLIENT_ID, clientSecret)
            .types("User", "Group", "Role", "Entitlement")
            .start();
    var strongroom =
        ScimProvider.named("strongroom")
            .bearer(strongroomToken)
            .types(
                "User",
                "Group",
                "Container",
                "ContainerPermission",
                "PrivilegedData",
                "PrivilegedDataPermission")
            .start();
    load(doorway, larkspur.doorway());
    load(ledgerone, larkspur.ledgerone());
    load(strongroom, larkspur.strongroom());
    return new LarkspurProviders(
        doorway, doorwayToken, ledgerone, clientSecret, strongroom, strongroomToken);
  }

  private static void load(ScimProvider provider, ServedSource source) {
    source.resources().forEach(provider::load);
  }

  public ScimProvider doorway() {
    return doorway;
  }

  public String doorwayToken() {
    return doorwayToken;
  }

  public ScimProvider ledgerone() {
    return ledgerone;
  }

  public String ledgeroneClientId() {
    return CLIENT_ID;
  }

  public String ledgeroneClientSecret() {
    return ledgeroneClientSecret;
  }

  public ScimProvider strongroom() {
    return strongroom;
  }

  public String strongroomToken() {
    return strongroomToken;
  }

  @Override
  public void close() {
    doorway.close();
    ledgerone.close();
    strongroom.close();
  }
}
