package dev.firebreak.benchmarks.harvest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// A service provider that costs its client nothing: pages of a [Population] (RFC 7644 §3.4.2),
/// rendered once. A process of its own, so that its CPU time is not counted.
@Command(name = "page-server", hidden = true, description = "Serves the pages of the benchmark.")
public final class PageServer implements Callable<Integer> {

  private static final Pattern PARAMETER = Pattern.compile("(startIndex|count)=(\\d+)");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--users", defaultValue = "20000")
  private int users;

  @Option(names = "--seed", defaultValue = "1")
  private long seed;

  private final ConcurrentMap<String, byte[]> pages = new ConcurrentHashMap<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Population population = Population.of(users, seed);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 50);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/scim/v2/", exchange -> serve(exchange, population.resources()));
    server.start();
    PrintWriter out = spec.commandLine().getOut();
    out.println(server.getAddress().getPort());
    out.flush();
    new CountDownLatch(1).await();
    return 0;
  }

  private void serve(HttpExchange exchange, Map<String, List<byte[]>> resources)
      throws IOException {
    try (exchange) {
      String endpoint = exchange.getRequestURI().getPath().substring("/scim/v2/".length());
      List<byte[]> all = resources.get(endpoint);
      if (all == null) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      String query = String.valueOf(exchange.getRequestURI().getRawQuery());
      byte[] page = pages.computeIfAbsent(endpoint + "?" + query, _ -> page(all, query));
      exchange.getResponseHeaders().add("Content-Type", "application/scim+json");
      exchange.sendResponseHeaders(200, page.length);
      exchange.getResponseBody().write(page);
    }
  }

  private static byte[] page(List<byte[]> all, String query) {
    int start = 1;
    int count = 100;
    Matcher parameters = PARAMETER.matcher(query);
    while (parameters.find()) {
      if (parameters.group(1).equals("count")) {
        count = Integer.parseInt(parameters.group(2));
      } else {
        start = Integer.parseInt(parameters.group(2));
      }
    }
    List<byte[]> shown =
        all.subList(Math.min(start - 1, all.size()), Math.min(start - 1 + count, all.size()));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(
        """
        {"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":%d,\
        "startIndex":%d,"itemsPerPage":%d,"Resources":[\
        """
            .formatted(all.size(), start, shown.size())
            .getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < shown.size(); i++) {
      if (i > 0) {
        out.write(',');
      }
      out.writeBytes(shown.get(i));
    }
    out.writeBytes("]}".getBytes(StandardCharsets.UTF_8));
    return out.toByteArray();
  }
}
