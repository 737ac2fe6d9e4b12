package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.web.server.TestServer;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// What several who analyse at the same moment get.
class AnalysesAtOnceTest {

  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void oneAnalysesAndTheOthersAreToldToWait() throws Exception {
    TestServer.running().empty();
    Callable<HttpResponse<String>> analyse = () -> new Program().post("/api/v1/analyses", "");
    List<HttpResponse<String>> answers = new ArrayList<>();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<HttpResponse<String>> answer :
          callers.invokeAll(Stream.generate(() -> analyse).limit(8).toList())) {
        answers.add(answer.get());
      }
    }
    assertThat(answers).extracting(HttpResponse::statusCode).isSubsetOf(200, 409).contains(200);
    assertThat(
            answers.stream()
                .filter(answer -> answer.statusCode() == 200)
                .map(answer -> JSON.readTree(answer.body()).get("id").asString())
                .collect(Collectors.toList()))
        .doesNotHaveDuplicates();
  }
}
