package dev.firebreak.demo.house.planted.web.cli;

/// Prints where it is the purpose.
final class Answers {

  private Answers() {}

  static void answer() {
    System.out.println("hello");
  }
}
