package dev.firebreak.demo.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ReducedMotion;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One page in a browser of its own. Closing it fails the test if the page complained: an error on
/// the console (which includes what the content security policy blocked), an uncaught exception, a
/// dialog, an answer of 400 or more, or a request without an answer.
final class Tab implements AutoCloseable {

  private final Page page;
  private final List<String> complaints = new ArrayList<>();
  private final Set<Integer> expected = new HashSet<>();

  Tab(Page page) {
    this.page = page;
    page.onConsoleMessage(this::heard);
    page.onPageError(error -> complaints.add("uncaught: " + error));
    page.onRequestFailed(this::failed);
    page.onResponse(this::answered);
    page.onDialog(dialog -> {
      complaints.add("dialog: " + dialog.message());
      dialog.dismiss();
    });
  }

  /// A page in a browser of its own.
  ///
  /// @param server where it is
  /// @param state the session of somebody; null for nobody
  /// @param zone the id of a time zone
  static Tab in(Browser browser, URI server, @Nullable String state, String zone) {
    var options =
        new Browser.NewContextOptions()
            .setBaseURL(server.toString())
            .setLocale("en-GB")
            .setTimezoneId(zone)
            .setReducedMotion(ReducedMotion.REDUCE)
            .setViewportSize(1280, 720);
    if (state != null) {
      options.setStorageState(state);
    }
    BrowserContext context = browser.newContext(options);
    context.setDefaultTimeout(20_000);
    return new Tab(context.newPage());
  }

  private void heard(ConsoleMessage message) {
    boolean answer =
        expected.stream().anyMatch(status -> message.text().contains("status of " + status));
    if (message.type().equals("error") && !answer) {
      complaints.add("console: " + message.text());
    }
  }

  /// A request that leaving the page cut off has not failed.
  private void failed(Request request) {
    if (!"net::ERR_ABORTED".equals(request.failure())) {
      complaints.add("no answer: " + request.url() + " " + request.failure());
    }
  }

  private void answered(Response response) {
    if (response.status() >= 400 && !expected.contains(response.status())) {
      complaints.add(response.status() + ": " + response.url());
    }
  }

  /// An answer of this status is what the test is after.
  Tab expecting(int status) {
    expected.add(status);
    return this;
  }

  /// What went wrong so far; a test that causes it on purpose clears the list.
  List<String> complaints() {
    return complaints;
  }

  Page page() {
    return page;
  }

  /// Goes to an address of this server.
  Tab open(String address) {
    page.navigate(address);
    return this;
  }

  /// Signs in on the sign-in page.
  void signIn(String name, String password) {
    open("/login");
    page.getByLabel("Name").fill(name);
    page.getByLabel("Password").fill(password);
    button("Sign in").click();
  }

  /// The first thing with this selector.
  Locator at(String selector) {
    return page.locator(selector).first();
  }

  /// The button whose name starts so.
  Locator button(String name) {
    return page.locator("main, header, dialog")
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name))
        .first();
  }

  /// Waits until the heading of the page holds a text.
  void headed(String text) {
    PlaywrightAssertions.assertThat(page.locator("h1")).containsText(text);
  }

  /// Waits until the page shows a text.
  void shows(String text) {
    PlaywrightAssertions.assertThat(page.locator("main")).containsText(text);
  }

  /// Leaves the page first: a browser that is closed while it is on its way to the next page may
  /// never come back.
  @Override
  public void close() {
    page.navigate("about:blank");
    page.context().close();
    if (!complaints.isEmpty()) {
      throw new AssertionError("The page complained:\n" + String.join("\n", complaints));
    }
  }
}
