package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Whatever can be done on a page can be done by a program, and by the same people.
class SameByProgramTest {

  private static final Path TABLE = Path.of("src/main/resources/access.csv");

  /// What a page asks before it goes on; a program proves who it is with each request.
  private static final String ASKED_ON_THE_WAY = "POST /prove/ask";

  /// What is sent from a page, and the operation of the API that does the same.
  private static final String SAME =
      """
      /analyses                               POST   /analyses
      /correlation/links                      POST   /correlation/links
      /correlation/links/withdraw             DELETE /correlation/links
      /evidence/verify                        GET    /evidence/verification
      /findings/bulk                          POST   /findings/bulk
      /findings/views                         POST   /finding-views
      /findings/views/{id}/delete             DELETE /finding-views/{id}
      /findings/views/{id}/sharing            POST   /finding-views/{id}/sharing
      /findings/{id}/acceptance               POST   /findings/{id}/acceptance
      /findings/{id}/acceptance/withdraw      DELETE /findings/{id}/acceptance
      /findings/{id}/assignee                 POST   /findings/{id}/assignee
      /findings/{id}/comments                 POST   /findings/{id}/comments
      /queries/import                         POST   /queries/import
      /queries/new                            POST   /queries
      /queries/runs/{run}/cancel              DELETE /queries/runs/{run}
      /queries/{id}/delete                    DELETE /queries/{id}
      /queries/{id}/edit                      PUT    /queries/{id}
      /remediation                            POST   /remediations
      /remediation/pause                      POST   /remediation/pause
      /remediation/resume                     POST   /remediation/resume
      /remediation/unattended/{id}/approve    POST   /policies/{id}/approvals
      /remediation/unattended/{id}/start      POST   /policies/{id}/start
      /remediation/unattended/{id}/stop       POST   /policies/{id}/withdrawal
      /remediation/{id}/approve               POST   /remediations/{id}/approval
      /remediation/{id}/dry-run               POST   /remediations/{id}/dry-run
      /remediation/{id}/start                 POST   /remediations/{id}/start
      /remediation/{id}/stop                  POST   /remediations/stop
      /remediation/{id}/tasks/check           POST   /remediations/{id}/tasks/check
      /remediation/{id}/tasks/{change}/done   POST   /remediations/{id}/tasks/{change}/done
      /remediation/{id}/tasks/{change}/withdraw POST /remediations/{id}/tasks/{change}/withdrawal
      /remediation/{id}/undo                  POST   /remediations/{id}/undo
      /remediation/{id}/withdraw              POST   /remediations/{id}/withdrawal
      /settings/account/keys                  POST   /api-keys
      /settings/account/keys/{id}/revoke      DELETE /api-keys/{id}
      /settings/account/password              PUT    /users/me/password
      /settings/keys/{id}/revoke              DELETE /api-keys/{id}
      /settings/users                         POST   /users
      /settings/users/{name}/activate         PUT    /users/{name}/active
      /settings/users/{name}/deactivate       PUT    /users/{name}/active
      /settings/users/{name}/limits           PUT    /users/{name}/limits
      /settings/users/{name}/remove           DELETE /users/{name}
      /settings/users/{name}/reset            POST   /users/{name}/password-reset
      /settings/users/{name}/roles            PUT    /users/{name}/roles
      /settings/webhooks                      POST   /webhooks
      /settings/webhooks/{id}                 PATCH  /webhooks/{id}
      /settings/webhooks/{id}/deliveries/{delivery}/again POST /webhooks/{id}/deliveries/{delivery}/redelivery
      /settings/webhooks/{id}/remove          DELETE /webhooks/{id}
      /settings/webhooks/{id}/resume          PATCH  /webhooks/{id}
      /settings/webhooks/{id}/secret          POST   /webhooks/{id}/secret
      /settings/webhooks/{id}/stop            PATCH  /webhooks/{id}
      /settings/webhooks/{id}/test            POST   /webhooks/{id}/test
      /sod/judge                              POST   /sod/rulesets/check
      /sod/new                                POST   /sod/rulesets
      /sod/rulesets/{id}                      PUT    /sod/rulesets/{id}
      /sod/rulesets/{id}/withdraw             DELETE /sod/rulesets/{id}
      /sources/accept-drop                    POST   /sources/{id}/accept-drop
      /sources/harvest                        POST   /harvests
      /sources/job/cancel                     POST   /jobs/latest/cancel
      /sources/{id}/probe                     POST   /sources/{id}/probe
      /workbench/basket                       POST   /what-if
      /workbench/plan                         POST   /remediations
      """;

  /// Who may do what a line of the table says: without the scope of a key, and without what a limit
  /// to a part of the graph leaves.
  private static Map<String, List<String>> table() throws IOException {
    return Files.readAllLines(TABLE).stream()
        .skip(1)
        .map(line -> Arrays.asList(line.split(",", -1)))
        .collect(
            Collectors.toMap(
                cells -> cells.get(0) + " " + cells.get(1),
                cells -> cells.subList(2, cells.size() - 2)));
  }

  private static Map<String, String> same() {
    Map<String, String> all = new LinkedHashMap<>();
    SAME.lines()
        .map(line -> line.strip().split(" +", -1))
        .forEach(words -> all.put("POST " + words[0], words[1] + " /api/v1" + words[2]));
    return all;
  }

  @Test
  void whateverAPageSendsAProgramCanSend() throws IOException {
    List<String> sent =
        table().keySet().stream()
            .filter(line -> line.startsWith("POST /"))
            .filter(line -> !line.startsWith("POST /api/") && !line.startsWith("POST /scim/"))
            .filter(line -> !line.equals(ASKED_ON_THE_WAY))
            .toList();
    assertThat(same().keySet()).containsExactlyInAnyOrderElementsOf(sent);
    assertThat(table().keySet()).containsAll(same().values());
  }

  /// An operation may be behind several pages: of one's own keys and of everybody's.
  @Test
  void whoMayDoItOnAPageMayDoItByAProgramAndNobodyElse() throws IOException {
    Map<String, List<String>> table = table();
    Map<String, Set<String>> onPages = new TreeMap<>();
    same()
        .forEach((page, operation) ->
            onPages
                .computeIfAbsent(operation, each -> new TreeSet<>())
                .addAll(open(table.get(page))));
    onPages.forEach((operation, people) ->
        assertThat(open(table.get(operation))).as(operation).isEqualTo(people));
  }

  /// Whom a line is open to, in words.
  private static Set<String> open(@Nullable List<String> cells) {
    Set<String> all = new TreeSet<>();
    assertThat(cells).isNotNull();
    for (int i = 0; cells != null && i < cells.size(); i++) {
      if (!cells.get(i).isEmpty()) {
        all.add(i + cells.get(i));
      }
    }
    return all;
  }
}
