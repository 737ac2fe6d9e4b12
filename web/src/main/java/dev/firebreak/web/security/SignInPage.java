package dev.firebreak.web.security;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The sign-in page.
@Controller
final class SignInPage {

  private final OidcSignIn oidc;

  SignInPage(OidcSignIn oidc) {
    this.oidc = oidc;
  }

  @GetMapping(SignInPoint.PAGE)
  String signIn(@RequestParam(required = false) @Nullable String wait, Model model) {
    boolean number = wait != null && wait.matches("[1-9][0-9]{0,3}");
    model.addAttribute("wait", number ? Integer.valueOf(wait) : null);
    model.addAttribute("provider", oidc.label());
    model.addAttribute("begin", OidcSignIn.BEGIN);
    return "login";
  }
}
