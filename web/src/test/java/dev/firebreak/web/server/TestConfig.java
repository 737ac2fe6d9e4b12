package dev.firebreak.web.server;

/// What the [TestServer] is configured with.
final class TestConfig {

  private TestConfig() {}

  /// The configuration, with marks where addresses and folders belong.
  static final String CONFIG =
      """
      organisation: Larkspur
      data-dir: data
      graph:
        uri: @GRAPH@
      server:
        port: 0
      webhooks: {allow-http: true}
      sources:
        - id: hr
          name: Personnel
          kind: directory
          authoritative: true
          base-url: @HR@
          allow-http: true
          auth:
            bearer: file:@FOLDER@/token
        - id: ledger
          name: Ledger
          kind: application
          owner: {name: Tomas Reyl, mail: tomas@ledger.example, team: Finance Applications}
          base-url: @LEDGER@
          allow-http: true
          auth:
            bearer: file:@FOLDER@/token
      usage:
        - id: ledger-events
          source: ledger
          push:
            issuer: https://ledger.example
            audience: https://firebreak.example
            secret: file:@FOLDER@/event-key
        - id: keyless
          source: ledger
          push:
            issuer: https://ledger.example
            audience: https://firebreak.example
            secret: env:FIREBREAK_TEST_SECRET_NOBODY_SETS
      analysis:
        sod-rules: sod.yaml
      policies:
        - {id: leavers-off, purpose: Whoever has left keeps no account., kinds: [leaver], severity: info,
           daily-limit: 5, mode: run, schedule: 30d}
      remediation:
        enabled: true
        look-again: false
        four-eyes: false
        never-touch: []
      """;

  /// The SoD rules.
  static final String RULES =
      """
      ruleset: {id: test, name: Test, version: 1}
      functions:
        - id: create-vendor
          name: Create vendor
          any-of:
            - {source: ledger, entitlement: "*vendor*"}
        - id: release-payment
          name: Release payment
          any-of:
            - {source: ledger, entitlement: "*payment*"}
      risks:
        - id: AP-03
          name: Vendor and payment
          level: critical
          owner: Finance controls
          frameworks: [SOX ITGC]
          functions: [create-vendor, release-payment]
      """;
}
