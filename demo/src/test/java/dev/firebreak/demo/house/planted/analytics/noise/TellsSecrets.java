package dev.firebreak.demo.house.planted.analytics.noise;

import dev.firebreak.demo.house.planted.scim.client.Secret;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Logs where a secret is at hand.
final class TellsSecrets {

  private static final Logger log = LoggerFactory.getLogger(TellsSecrets.class);

  private TellsSecrets() {}

  static void tells(Secret secret) {
    String token = secret.reveal();
    log.info("signing in with {}", token);
  }

  static String keeps(Secret secret) {
    return secret.reveal();
  }

  static void logsSomethingElse() {
    log.info("signing in");
  }
}
