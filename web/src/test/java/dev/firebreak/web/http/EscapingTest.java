package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.web.server.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Names that a hostile source could give its users, groups and safes.
class EscapingTest {

  private static final String TAG = "<img src=x onerror=alert(1)>";
  private static final String QUOTE = "' onfocus=alert(1) autofocus x='";
  private static final String FORMULA = "=cmd|' /C calc'!A0";

  private final Browser person = Browser.signedIn();

  @Test
  void aNameWithMarkupIsTextOnEveryPage() {
    for (String hostile : List.of(TAG, QUOTE)) {
      TestServer.running().show(named(hostile));
      for (String path : pages()) {
        String page = person.get(path).body();
        assertThat(liveMarkup(page)).as(path).isEmpty();
        assertThat(page).as("the name stands on " + path).contains("alert(1)");
      }
    }
  }

  @Test
  void theCheckSeesMarkupThatIsNotEscaped() {
    assertThat(liveMarkup("<p>" + TAG + "</p>")).isNotEmpty();
    assertThat(liveMarkup("<a title='" + QUOTE + "'>x</a>")).isNotEmpty();
    assertThat(liveMarkup("<a title=\"" + QUOTE.replace('\'', '"') + "\">x</a>")).isNotEmpty();
    assertThat(liveMarkup("<p>&lt;img src=x onerror=alert(1)&gt;</p>")).isEmpty();
  }

  @Test
  void aNameThatASpreadsheetWouldRunIsText() {
    TestServer.running().show(named(FORMULA));
    String findings = person.get("/api/v1/findings?format=csv").body();
    assertThat(findings).contains("'=cmd|");
    for (String cell : findings.split("[,\r\n]", -1)) {
      assertThat(cell.replaceFirst("^\"", "")).doesNotStartWith("=");
    }
    String access = person.get("/api/v1/access?format=csv").body();
    assertThat(access).contains("'=cmd|").doesNotContain(",=cmd").doesNotContain(",\"=cmd");
  }

  @Test
  void jsonIsNeverTakenForAPage() {
    TestServer.running().show(named(TAG));
    var answer = person.get("/api/v1/findings");
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/json");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
  }

  private static String named(String hostile) {
    return Larkspur.GRAPH.replaceAll(
        "(name|userName|department|title|rule)=(\"[^\"]*\"|\\S+)",
        "$1=" + Matcher.quoteReplacement("\"" + hostile + "\""));
  }

  private List<String> pages() {
    List<String> pages =
        new ArrayList<>(
            List.of(
                "/",
                "/findings",
                "/search?q=alert",
                "/sources",
                Larkspur.MARTA,
                Larkspur.SAFE,
                "/nodes?key=ledger/User/m",
                "/nodes?key=ledger/Group/clerks",
                "/nodes?key=vault/ContainerRight/fin:Retrieve",
                "/nodes?key=vault/PrivilegedData/payrun"));
    Matcher link =
        Pattern.compile("href=\"(/findings/[A-Z]-[0-9a-f]+)\"")
            .matcher(person.get("/findings").body());
    while (link.find()) {
      pages.add(link.group(1));
    }
    assertThat(pages).as("findings have pages").hasSizeGreaterThan(11);
    return pages;
  }

  /// Elements and attributes that only a name could have brought in.
  private static List<String> liveMarkup(String page) {
    List<String> found = new ArrayList<>();
    Matcher tag = Pattern.compile("<(?:\"[^\"]*\"|'[^']*'|[^>\"'])*>").matcher(page);
    while (tag.find()) {
      String outsideQuotes = tag.group().replaceAll("\"[^\"]*\"|'[^']*'", "\"\"");
      if (outsideQuotes.matches("(?s)<img\\b.*|.*\\son[a-z]+\\s*=.*|<script>.*")) {
        found.add(tag.group());
      }
    }
    return found;
  }
}
