package dev.firebreak.demo.larkspur;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The word lists and tables that Larkspur is made from.
final class Catalogue {

  /// A part of the ledger.
  enum Area {
    AP("Payables"),
    AR("Receivables"),
    TR("Treasury"),
    GL("General Ledger"),
    TX("Tax"),
    PO("Purchasing"),
    SD("Sales"),
    CC("Care"),
    MK("Marketing"),
    WH("Warehouse"),
    MF("Production"),
    EN("Items"),
    HR("People"),
    FA("Assets"),
    IT("System"),
    LG("Legal");

    private final String title;

    Area(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  /// @param area the name of an [Area], `BASE` or `RESERVED`
  /// @param level who gets it: reader, clerk, senior, lead, direct; or why it is kept back:
  ///   sensitive, dormant, uncovered
  record Offer(String area, String level, String value, String display) {}

  /// @param ledger share of the people who work in LedgerOne
  /// @param contractors share of contractors among those who lead nobody
  record Department(
      String code,
      String name,
      String division,
      Area area,
      int people,
      double ledger,
      double contractors,
      List<String> teams,
      List<String> titles) {}

  /// @param owner who runs the safe, a word such as TIER0
  record Safe(String name, String owner, String purpose, List<Secret> secrets) {}

  /// @param system a source of Larkspur, or a machine that nobody harvests
  record Secret(String userName, String system) {}

  private Catalogue() {}

  static List<Offer> offers() {
    return rows("entitlements.csv").stream()
        .map(row -> new Offer(row.get(0), row.get(1), row.get(2), row.get(3)))
        .toList();
  }

  static List<Department> departments() {
    return rows("departments.csv").stream()
        .map(row ->
            new Department(
                row.get(0),
                row.get(1),
                row.get(2),
                Area.valueOf(row.get(3)),
                Integer.parseInt(row.get(4)),
                Double.parseDouble(row.get(5)),
                Double.parseDouble(row.get(6)),
                parts(row.get(7)),
                parts(row.get(8))))
        .toList();
  }

  static List<Safe> safes() {
    return rows("safes.csv").stream()
        .map(row ->
            new Safe(
                row.get(0),
                row.get(1),
                row.get(2),
                parts(row.get(3)).stream()
                    .map(secret -> secret.split("@", 2))
                    .map(secret -> new Secret(secret[0], secret[1]))
                    .toList()))
        .toList();
  }

  static List<String> words(String name) {
    return List.of(text(name).strip().split("\\s+"));
  }

  private static List<List<String>> rows(String name) {
    return text(name).lines().skip(1).map(line -> List.of(line.split(",", -1))).toList();
  }

  private static List<String> parts(String cell) {
    return cell.isEmpty() ? List.of() : List.of(cell.split("\\|", -1));
  }

  private static String text(String name) {
    try (var in = Catalogue.class.getResourceAsStream("/larkspur/" + name)) {
      if (in == null) {
        throw new IllegalStateException("no class path resource larkspur/" + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }
}
