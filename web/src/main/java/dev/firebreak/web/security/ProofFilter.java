package dev.firebreak.web.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.web.filter.OncePerRequestFilter;

/// Takes the password that comes with a form for an act of weight, from the page that asked for it.
/// It counts as an attempt to sign in: the same wait follows too many wrong ones.
final class ProofFilter extends OncePerRequestFilter {

  /// The field of the form.
  static final String FIELD = "proof";

  private static final String FORM = "application/x-www-form-urlencoded";

  /// As a request attribute: why the password did not do.
  static final String PROBLEM = "firebreak.proof-problem";

  private final Proof proof;
  private final WeightyActs acts;
  private final LocalAuthentication passwords;
  private final SignInEvidence evidence;

  ProofFilter(
      Proof proof, WeightyActs acts, LocalAuthentication passwords, SignInEvidence evidence) {
    this.proof = proof;
    this.acts = acts;
    this.passwords = passwords;
    this.evidence = evidence;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getMethod().equals("POST")
        || !String.valueOf(request.getContentType()).startsWith(FORM)
        || Callers.isProgram(request)
        || acts.of("POST", Callers.path(request)).isEmpty();
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String password = request.getParameter(FIELD);
    Optional<Caller> caller = Caller.of(SecurityContextHolder.getContext().getAuthentication());
    if (password != null && caller.isPresent()) {
      check(request, caller.get(), password);
    }
    chain.doFilter(request, response);
  }

  private void check(HttpServletRequest request, Caller caller, String password) {
    var attempt = UsernamePasswordAuthenticationToken.unauthenticated(caller.name(), password);
    attempt.setDetails(new WebAuthenticationDetails(request));
    try {
      passwords.authenticate(attempt);
      proof.entered(request, caller);
      evidence.provedAgain(caller.name());
    } catch (TooManyAttempts tooMany) {
      request.setAttribute(
          PROBLEM,
          "Too many wrong passwords. Wait %d s before the next attempt."
              .formatted(tooMany.seconds()));
    } catch (AuthenticationException wrong) {
      request.setAttribute(PROBLEM, "This is not your password.");
    }
  }
}
