package dev.firebreak.analytics.run;

import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.analytics.toxic.Selector;
import dev.firebreak.analytics.toxic.SodFunction;
import dev.firebreak.analytics.toxic.SodRule;
import dev.firebreak.analytics.toxic.SodRules;
import java.util.List;

/// Rules by which nobody may both create a vendor and release a payment in the ledger.
final class VendorAndPayment {

  static final AnalysisRules RULES =
      AnalysisRules.of(
          SodRules.of(
              List.of(
                  new SodFunction(
                      "create", "Create vendor", List.of(new Selector("ledger", "create"))),
                  new SodFunction(
                      "pay", "Release payment", List.of(new Selector("ledger", "pay")))),
              List.of(
                  new SodRule(
                      "AP-03",
                      "Vendor and payment",
                      Severity.CRITICAL,
                      2,
                      "Finance",
                      List.of("SOX ITGC", "NIST AC-5"),
                      List.of("create", "pay")))));

  private VendorAndPayment() {}
}
