package dev.firebreak.demo.house.planted.analytics.noise;

import java.util.logging.Logger;

/// Prints and logs past SLF4J.
final class Speaks {

  private Speaks() {}

  static void prints() {
    System.out.println("hello");
  }

  static void dumps(Exception e) {
    e.printStackTrace();
  }

  static void logs() {
    Logger.getLogger("planted").info("hello");
  }
}
