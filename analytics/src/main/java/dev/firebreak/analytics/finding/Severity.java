package dev.firebreak.analytics.finding;

/// How bad a finding is, worst first.
public enum Severity {
  CRITICAL,
  HIGH,
  MEDIUM,
  LOW,
  INFO
}
