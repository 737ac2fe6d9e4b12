package dev.firebreak.demo.house.planted.analytics.names;

/// Names that hide what a thing is, and one that does not.
final class Names {

  private Names() {}

  static final class KeyUtil {}

  static final class KeyUtils {}

  static final class PlanHelper {}

  static final class SessionManager {}

  static final class ServiceImpl {}

  static final class AccountDto {}

  static final class RowProcessor {}

  static final class Utilization {}
}
