package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.web.server.TestServer;
import dev.firebreak.web.server.TestServer.Mapping;
import dev.firebreak.web.user.Role;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Every endpoint by every role, over HTTP, against the table that is checked in. The table is read
/// here anew, by other code than the server's.
class EveryEndpointTest {

  private static final Path TABLE = Path.of("src/main/resources/access.csv");

  /// No handler can read this body, so whoever is let through changes nothing.
  private static final String UNREADABLE = "multipart/form-data";

  private final TestServer server = TestServer.running();

  private record Line(Mapping mapping, String openTo, Set<String> roles, String scope) {}

  private static List<Line> table() {
    try {
      List<String> lines = Files.readAllLines(TABLE);
      List<String> head = Arrays.asList(lines.getFirst().split(",", -1));
      List<Line> all = new ArrayList<>();
      for (String line : lines.subList(1, lines.size())) {
        String[] cells = line.split(",", -1);
        Set<String> roles = new TreeSet<>();
        for (Role role : Role.values()) {
          if (cells[head.indexOf(role.word())].equals("x")) {
            roles.add(role.word());
          }
        }
        all.add(
            new Line(
                new Mapping(cells[0], cells[1]), cells[2], roles, cells[head.indexOf("scope")]));
      }
      return all;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Set<Mapping> mappings() {
    return server.mappings().stream()
        .filter(mapping -> !mapping.path().equals("/error"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void everyEndpointHasALineAndEveryLineAnEndpoint() {
    Set<Mapping> lines = table().stream().map(Line::mapping).collect(Collectors.toSet());
    assertThat(lines).hasSameSizeAs(table());
    lines.remove(new Mapping("GET", "/assets/**"));
    assertThat(lines).containsExactlyInAnyOrderElementsOf(mappings());
  }

  @Test
  void everyRoleGetsWhatTheTableSaysAndNothingElse() {
    Map<String, Browser> people = new LinkedHashMap<>();
    for (Role role : Role.values()) {
      server.user("walks-as-" + role.word(), role);
      people.put(role.word(), Browser.signedIn("walks-as-" + role.word()));
    }
    List<String> wrong = new ArrayList<>();
    for (var person : people.entrySet()) {
      String token = person.getValue().token("/");
      for (Line line : table()) {
        boolean should = !line.openTo().equals("roles") || line.roles().contains(person.getKey());
        HttpResponse<String> answer = ask(person.getValue(), line.mapping(), token);
        if (letIn(answer) != should) {
          wrong.add(person.getKey() + " " + line.mapping() + ": " + answer.statusCode());
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void noAdministratorApprovesAndNoKeyDoes() {
    assertThat(table())
        .filteredOn(line -> line.mapping().path().matches(".*/(approve|approval|approvals)"))
        .hasSize(4)
        .allSatisfy(line -> {
          assertThat(line.roles()).containsExactly("approver");
          assertThat(line.scope()).isEmpty();
        });
  }

  @Test
  void whoeverHasNoRoleIsToldSoAndSeesNothing() {
    server.user("walks-without", new Role[0]);
    Browser person = Browser.signedIn("walks-without");
    Set<Mapping> open = new TreeSet<>();
    for (Line line : table()) {
      if (letIn(ask(person, line.mapping(), "none")) && line.mapping().method().equals("GET")) {
        open.add(line.mapping());
        assertThat(line.openTo()).isNotEqualTo("roles");
      }
    }
    assertThat(open).isNotEmpty();
    assertThat(person.get("/findings").statusCode()).isEqualTo(403);
    assertThat(person.get("/findings").body()).contains("You have no role in Firebreak yet.");
    assertThat(person.get("/api/v1/findings").body())
        .contains("You have no role in Firebreak yet.");
  }

  @Test
  void withoutItsTokenEveryWriteOfASessionIsRefusedWhateverTheRole() {
    server.user("walks-as-admin", Role.ADMIN);
    Browser person = Browser.signedIn("walks-as-admin");
    assertThat(table())
        .filteredOn(line -> !line.mapping().method().equals("GET"))
        .filteredOn(line -> !line.openTo().equals("anyone"))
        .allSatisfy(line -> {
          HttpResponse<String> answer = ask(person, line.mapping(), "");
          assertThat(answer.statusCode()).isEqualTo(403);
          assertThat(answer.body()).containsPattern("CSRF token|the token of your session");
        });
  }

  @Test
  void whatIsNotInTheTableIsNotThere() {
    Browser person = Browser.signedIn("ada");
    assertThat(person.get("/nothing-here").statusCode()).isEqualTo(404);
    assertThat(person.get("/nothing-here").body()).contains("There is nothing at this address.");
    assertThat(person.get("/api/v1/nothing").statusCode()).isEqualTo(404);
    assertThat(ask(person, new Mapping("PUT", "/findings"), person.token("/")).statusCode())
        .isEqualTo(405);
  }

  @Test
  void aRoleThatIsTakenIsGoneAtTheNextRequest() {
    server.user("walks-and-stops", Role.ANALYST);
    Browser person = Browser.signedIn("walks-and-stops");
    String token = person.token("/");
    Mapping plan = new Mapping("POST", "/remediation");
    assertThat(letIn(ask(person, plan, token))).isTrue();
    server.user("walks-and-stops", Role.VIEWER);
    HttpResponse<String> refused = ask(person, plan, token);
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body())
        .contains(
            "Your role does not allow this. It takes one of these: analyst, reviewer, admin.");
    server.users().active("walks-and-stops", false, "admin");
    assertThat(person.get("/findings").headers().firstValue("Location").orElse(""))
        .endsWith("/login");
    assertThat(person.get("/api/v1/findings").statusCode()).isEqualTo(401);
  }

  private static HttpResponse<String> ask(Browser person, Mapping mapping, String token) {
    HttpRequest.Builder request =
        person.request(mapping.path().replaceAll("\\{[^}]*}", "1").replace("**", "none"));
    if (!mapping.method().equals("GET")) {
      if (!token.isEmpty()) {
        request.header("Content-Type", UNREADABLE).header("X-CSRF-TOKEN", token);
      }
    }
    return person.send(request.method(mapping.method(), BodyPublishers.noBody()));
  }

  /// A refusal by role is the only 403; whoever has to sign in is sent to the page for it.
  private static boolean letIn(HttpResponse<String> answer) {
    return answer.statusCode() != 403
        && answer.statusCode() != 401
        && !answer.headers().firstValue("Location").orElse("").endsWith("/login");
  }
}
