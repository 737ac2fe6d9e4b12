package dev.firebreak.web.security;

import dev.firebreak.web.user.User;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/// Asks who it is before an act of weight, and goes on with what was to be done: the form that was
/// sent is on the page, field by field, and is sent again with the password. Whoever signs in by
/// the identity provider goes there and finds the form again when they are back.
@Controller
final class ProofPage {

  /// Where the refusal of a form leads, inside of the server.
  static final String ASK = "/prove/ask";

  /// Where the way back from the identity provider leads.
  static final String PAGE = "/prove";

  private static final String WAITING = "firebreak.form-that-waits";
  private static final int LARGEST = 65_536;
  private static final Set<String> NOT_KEPT = Set.of("_csrf", ProofFilter.FIELD);

  /// A field of a form.
  public record Field(String name, String value) {}

  /// A form that waits for a proof.
  ///
  /// @param address where it is sent, in this server
  /// @param words what it does, after *to*
  public record Waiting(String user, String address, String words, List<Field> fields) {}

  private final WeightyActs acts;
  private final OidcSignIn oidc;
  private final CurrentUser current;

  ProofPage(WeightyActs acts, OidcSignIn oidc, CurrentUser current) {
    this.acts = acts;
    this.oidc = oidc;
    this.current = current;
  }

  @PostMapping(ASK)
  String ask(HttpServletRequest request, Model model) {
    Object from = request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI);
    if (!(from instanceof String address)) {
      return "redirect:/";
    }
    User user = current.get().orElseThrow();
    String path = address.substring(request.getContextPath().length());
    Waiting waiting =
        new Waiting(
            user.id(),
            path,
            acts.of("POST", path).map(WeightyActs.Act::words).orElse("go on"),
            fields(request.getParameterMap()));
    model.addAttribute("back", false);
    model.addAttribute("problem", request.getAttribute(ProofFilter.PROBLEM));
    return page(waiting, user, request.getSession(false), model);
  }

  private String page(Waiting waiting, User user, @Nullable HttpSession session, Model model) {
    boolean elsewhere = user.origin() != User.Origin.LOCAL;
    if (elsewhere && session != null && size(waiting) <= LARGEST) {
      session.setAttribute(WAITING, waiting);
    }
    model.addAttribute("waiting", waiting);
    model.addAttribute("me", user);
    model.addAttribute("provider", elsewhere ? oidc.label() : null);
    model.addAttribute("begin", OidcSignIn.BEGIN_AGAIN);
    return "prove";
  }

  private static int size(Waiting waiting) {
    return waiting.fields().stream()
        .mapToInt(field -> field.name().length() + field.value().length())
        .sum();
  }

  /// The form that waited, for whoever is back from the identity provider.
  @GetMapping(PAGE)
  String back(HttpServletRequest request, Model model) {
    HttpSession session = request.getSession(false);
    User user = current.get().orElseThrow();
    if (session == null
        || !(session.getAttribute(WAITING) instanceof Waiting waiting)
        || !waiting.user().equals(user.id())) {
      return "redirect:/";
    }
    session.removeAttribute(WAITING);
    model.addAttribute("waiting", waiting);
    model.addAttribute("me", user);
    model.addAttribute("back", true);
    return "prove";
  }

  /// Whether a form waits in a session.
  static boolean waits(@Nullable HttpSession session) {
    return session != null && session.getAttribute(WAITING) instanceof Waiting;
  }

  private static List<Field> fields(Map<String, String[]> sent) {
    List<Field> fields = new ArrayList<>();
    sent.forEach((name, values) -> {
      if (!NOT_KEPT.contains(name)) {
        for (String value : values) {
          fields.add(new Field(name, value));
        }
      }
    });
    return List.copyOf(fields);
  }
}
