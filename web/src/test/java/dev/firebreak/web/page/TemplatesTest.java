package dev.firebreak.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What no template and no script may hold, whatever it is for.
class TemplatesTest {

  private static final Path TEMPLATES = Path.of("src/main/resources/templates");
  private static final Path ASSETS = Path.of("src/main/resources/static/assets");

  private static final Map<String, Pattern> BANNED = new LinkedHashMap<>();

  static {
    ban("unescaped output", "th:utext|\\[\\(|data-th-utext");
    ban("preprocessing", "__\\$\\{");
    ban("an inline style", "\\sstyle\\s*=|<style\\b|th:style|th:styleappend");
    ban("an inline handler", "\\s(?:th:)?on[a-z]+\\s*=|hx-on|hx-vals\\s*=\\s*[\"']js:");
    ban("an inline script", "<script(?![^>]*\\bth:src=)[^>]*>|javascript:|th:inline");
    ban("content from elsewhere", "(?:src|href|action)=\"(?:https?:)?//");
    ban(
        "a condition that the fragment on the same element overrides",
        "<[^>]*th:(?:each|if|unless)=\"[^\"]*\"[^>]*th:replace=|<[^>]*th:replace=\"[^\"]*\"[^>]*th:(?:each|if|unless)=");
    ban(
        "a bean in an attribute that Thymeleaf lets none into: name it with th:with first",
        "\\sth:(?:aria-[a-z]+|data-[a-z-]+|d|points|c?[xy]|r|viewBox|text-anchor|attr|attrappend|hx-[a-z]+)"
            + "\\s*=\\s*\"[^\"]*@[a-z]+\\.");
    ban(
        "a form that Spring does not give its token",
        "<form(?=[^>]*method=\"post\")(?![^>]*th:action)");
  }

  private static final Pattern BANNED_IN_SCRIPTS =
      Pattern.compile(
          "\\beval\\(|new Function|innerHTML|outerHTML|document\\.write|insertAdjacentHTML");

  @Test
  void noTemplateHoldsWhatIsBanned() throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(TEMPLATES)) {
      for (Path file : files.toList()) {
        found.addAll(violations(file.getFileName().toString(), Files.readString(file)));
      }
    }
    assertThat(found).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p th:utext=\"${name}\">x</p>",
        "<p>[(${name})]</p>",
        "<p th:text=\"__${name}__\">x</p>",
        "<p style=\"color: red\">x</p>",
        "<style>p {}</style>",
        "<p th:style=\"${x}\">x</p>",
        "<button onclick=\"go()\">x</button>",
        "<script>go()</script>",
        "<a href=\"javascript:go()\">x</a>",
        "<img src=\"https://elsewhere.example/x.png\">",
        "<a th:each=\"n : ${all}\" th:replace=\"~{parts :: node(${n})}\"></a>",
        "<ul th:replace=\"~{parts :: list}\" th:if=\"${some}\"></ul>",
        "<form method=\"post\" action=\"/x\"></form>",
        "<svg th:aria-label=\"${'1 to ' + @figures.count(n)}\"></svg>",
      })
  void theScanSeesEachOfThem(String planted) {
    assertThat(violations("planted", planted)).isNotEmpty();
  }

  @Test
  void scriptsMakeNoCodeAndNoMarkupOutOfText() throws IOException {
    for (Path script : assets(".js")) {
      assertThat(Files.readString(script))
          .as("%s", script)
          .doesNotContainPattern(BANNED_IN_SCRIPTS);
    }
    assertThat("el.innerHTML = name").containsPattern(BANNED_IN_SCRIPTS);
  }

  @Test
  void stylesheetsLoadNothingFromElsewhere() throws IOException {
    for (Path sheet : assets(".css")) {
      String css = Files.readString(sheet);
      assertThat(css).doesNotContain("@import").doesNotContain("http");
      Matcher url = Pattern.compile("url\\(\"?([^)\"]+)").matcher(css);
      while (url.find()) {
        assertThat(ASSETS.resolve(url.group(1))).exists();
      }
    }
  }

  private static List<Path> assets(String ending) throws IOException {
    try (Stream<Path> files = Files.list(ASSETS)) {
      List<Path> all = files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
      assertThat(all).hasSizeGreaterThan(1);
      return all;
    }
  }

  @Test
  void everyIconThatIsUsedIsInTheSprite() throws IOException {
    String sprite = Files.readString(TEMPLATES.resolve("icons.html"));
    try (Stream<Path> files = Files.list(TEMPLATES)) {
      for (Path file : files.toList()) {
        Matcher use = Pattern.compile("['\"]#?([skn]-[a-z]+)['\"]").matcher(Files.readString(file));
        while (use.find()) {
          assertThat(sprite).as(file.toString()).contains("id=\"" + use.group(1) + "\"");
        }
      }
    }
  }

  private static List<String> violations(String name, String text) {
    List<String> found = new ArrayList<>();
    BANNED.forEach((what, pattern) -> {
      Matcher matcher = pattern.matcher(text);
      if (matcher.find()) {
        found.add(name + " holds " + what + ": " + matcher.group());
      }
    });
    return found;
  }

  private static void ban(String what, String pattern) {
    BANNED.put(what, Pattern.compile(pattern));
  }
}
