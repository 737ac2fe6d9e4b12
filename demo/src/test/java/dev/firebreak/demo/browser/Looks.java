package dev.firebreak.demo.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How a page looks on a laptop and on a telephone, in the light and in the dark.
final class Looks {

  private static final List<String> WCAG = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa");
  private static final String MORE = "tbody tr:nth-child(n+21)";
  private static final Path SHOTS = Path.of("target", "screenshots");

  private enum Size {
    WIDE(1280, 720),
    NARROW(390, 844);

    private final int width;
    private final int height;

    Size(int width, int height) {
      this.width = width;
      this.height = height;
    }
  }

  private Looks() {}

  /// What is wrong with the page, in any size and theme; each look is kept as a picture. Of a long
  /// table the first rows are judged, and the others are gone from the page afterwards.
  static List<String> faults(Page page, String name) {
    List<String> faults = new ArrayList<>();
    for (Size size : Size.values()) {
      page.setViewportSize(size.width, size.height);
      tooWide(page).forEach(fault -> faults.add(size + ": " + fault));
    }
    page.evaluate("rows => document.querySelectorAll(rows).forEach(row => row.remove())", MORE);
    for (Size size : Size.values()) {
      page.setViewportSize(size.width, size.height);
      for (ColorScheme theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
        String look = "%s-%d-%s".formatted(name, size.width, theme.name().toLowerCase(Locale.ROOT));
        inaccessible(page).forEach(fault -> faults.add(look + ": " + fault));
        page.screenshot(
            new Page.ScreenshotOptions().setFullPage(true).setPath(SHOTS.resolve(look + ".png")));
      }
    }
    page.setViewportSize(Size.WIDE.width, Size.WIDE.height);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    if (page.locator("h1").count() != 1) {
      faults.add("it has " + page.locator("h1").count() + " main headings");
    }
    return faults;
  }

  private static List<String> tooWide(Page page) {
    int wide =
        ((Number)
                page.evaluate(
                    "() => document.documentElement.scrollWidth"
                        + " - document.documentElement.clientWidth"))
            .intValue();
    return wide > 0 ? List.of("it is " + wide + " px wider than the window") : List.of();
  }

  /// The reach picture has its own table of contrasts and a text that says the same.
  private static List<String> inaccessible(Page page) {
    List<String> faults = new ArrayList<>();
    new AxeBuilder(page)
        .setLegacyMode(true)
        .exclude("svg.graph")
        .withTags(WCAG)
        .analyze()
        .getViolations()
        .forEach(rule ->
            rule.getNodes().stream()
                .limit(4)
                .forEach(node ->
                    faults.add(
                        rule.getId()
                            + " at "
                            + node.getTarget()
                            + ": "
                            + node.getFailureSummary())));
    return faults;
  }
}
