package dev.firebreak.web.server;

import dev.firebreak.analytics.attribution.RunComparisons;
import dev.firebreak.analytics.run.AnalysisInputs;
import dev.firebreak.analytics.run.AnalysisRun;
import dev.firebreak.analytics.run.FindingStore;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.web.api.ApiDescription;
import dev.firebreak.web.config.Firebreak;
import dev.firebreak.web.config.FirebreakConfig;
import dev.firebreak.web.config.FirebreakConfig.ServerConfig;
import dev.firebreak.web.config.LocalKey;
import dev.firebreak.web.progress.Works;
import dev.firebreak.web.security.CurrentUser;
import dev.firebreak.web.security.ScopeRoles;
import dev.firebreak.web.sight.FindingsInSight;
import dev.firebreak.web.sight.SeenGraph;
import dev.firebreak.web.user.ApiKeys;
import dev.firebreak.web.user.Assignees;
import dev.firebreak.web.user.FirstStart;
import dev.firebreak.web.user.UserChanges;
import dev.firebreak.web.user.Users;
import dev.firebreak.web.view.CurrentGraph;
import dev.firebreak.web.view.FindingLists;
import dev.firebreak.web.view.FindingsReader;
import dev.firebreak.web.view.Harvests;
import dev.firebreak.web.view.SharedSnapshot;
import dev.firebreak.web.webhook.Courier;
import dev.firebreak.web.webhook.Webhooks;
import dev.firebreak.web.work.BrakeOrder;
import dev.firebreak.web.work.BulkWork;
import dev.firebreak.web.work.Decisions;
import dev.firebreak.web.work.Operations;
import dev.firebreak.web.work.Remediations;
import dev.firebreak.web.work.RulesetDesk;
import dev.firebreak.web.work.Schedules;
import dev.firebreak.web.work.Unattended;
import dev.firebreak.web.work.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.web.servlet.mvc.support.DefaultHandlerExceptionResolver;

/// The running web server. The database and Spring start side by side, which halves the wait.
public final class WebServer implements AutoCloseable {

  /// How often it is looked for harvests that are due.
  private static final Duration LOOK = Duration.ofSeconds(1);

  /// How often it is looked for policies and second looks that are due.
  private static final Duration UNATTENDED = Duration.ofSeconds(30);

  private final ConfigurableApplicationContext context;
  private final URI address;
  private final Ticks ticks = new Ticks();

  private WebServer(ConfigurableApplicationContext context, URI address) {
    this.context = context;
    this.address = address;
    ticks.every(LOOK, "schedules", context.getBean(Schedules.class)::look);
    ticks.every(UNATTENDED, "unattended", context.getBean(Unattended.class)::look);
    ticks.every(LOOK, "webhooks", context.getBean(Courier.class)::look);
    Path dataDir = context.getBean(FirebreakConfig.class).dataDir();
    Remediations remediations = context.getBean(Remediations.class);
    ticks.every(LOOK, "brake", () -> BrakeOrder.obey(dataDir, remediations));
  }

  /// Opens the installation and serves it until closed.
  ///
  /// @param resetPassword whether the admin account gets a new password
  /// @throws PortTaken before anything else was done
  /// @throws RuntimeException with a cause that says which folder or file is the matter
  public static WebServer start(FirebreakConfig config, Clock clock, boolean resetPassword) {
    ServerConfig server = Objects.requireNonNull(config.server());
    ListenAddress.requireFree(
        String.valueOf(server.address()),
        Objects.requireNonNull(server.port()),
        "Set server.port to another");
    CompletableFuture<Opened> opening =
        CompletableFuture.supplyAsync(
            () -> Opened.open(config, clock, resetPassword),
            task -> Thread.ofPlatform().name("open").start(task));
    try {
      SpringApplication application = new SpringApplication(WebApplication.class);
      application.setBannerMode(Banner.Mode.OFF);
      application.setLogStartupInfo(false);
      application.setDefaultProperties(properties(server));
      application.addInitializers(
          context -> register((GenericApplicationContext) context, config, clock, opening));
      ConfigurableApplicationContext context = application.run();
      int port =
          Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer()).getPort();
      return new WebServer(context, URI.create("http://" + host(server) + ":" + port));
    } catch (RuntimeException e) {
      opening
          .handle((opened, failed) -> {
            if (opened != null) {
              opened.close();
            }
            return failed;
          })
          .join();
      throw e;
    }
  }

  private static Map<String, Object> properties(ServerConfig server) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("server.address", String.valueOf(server.address()));
    properties.put("server.port", Objects.requireNonNull(server.port()));
    properties.put("server.shutdown", "graceful");
    properties.put("spring.lifecycle.timeout-per-shutdown-phase", "5s");
    properties.put("spring.threads.virtual.enabled", true);
    properties.put("spring.jmx.enabled", false);
    properties.put("spring.main.lazy-initialization", false);
    properties.put("spring.thymeleaf.servlet.produce-partial-output-while-processing", false);
    properties.put("server.error.whitelabel.enabled", false);
    properties.put("springdoc.api-docs.path", ApiDescription.ADDRESS);
    properties.put("springdoc.default-produces-media-type", "application/json");
    properties.put("springdoc.api-docs.enabled", true);
    properties.put("springdoc.paths-to-match", "/api/**");
    properties.put("springdoc.override-with-generic-response", false);
    properties.put("spring.jackson.deserialization.fail-on-unknown-properties", true);
    properties.put("spring.mvc.log-resolved-exception", false);
    // a request that nobody answers is told to whoever sent it, and is no matter for the log
    properties.put("logging.level." + DefaultHandlerExceptionResolver.class.getName(), "error");
    return properties;
  }

  private static String host(ServerConfig server) {
    String address = String.valueOf(server.address());
    return address.equals("0.0.0.0") ? "localhost" : address;
  }

  /// What is opened beside Spring and closed after it.
  private record Opened(
      Firebreak firebreak,
      EvidenceLog evidence,
      SharedSnapshot whole,
      CurrentGraph graph,
      FindingStore store,
      FindingsReader findings,
      Operations work,
      Schedules schedules,
      Remediations remediations,
      Unattended unattended,
      Users users,
      UserChanges changes,
      Webhooks webhooks,
      Courier courier,
      Optional<String> newPassword)
      implements AutoCloseable {

    static Opened open(FirebreakConfig config, Clock clock, boolean resetPassword) {
      Firebreak firebreak = Firebreak.open(config, clock);
      try {
        EvidenceLog evidence = firebreak.openEvidence();
        SharedSnapshot graph = new SharedSnapshot(firebreak::snapshot, clock);
        FindingStore store = new FindingStore(firebreak.graph(), clock);
        CurrentUser current = new CurrentUser();
        CurrentGraph seen = new SeenGraph(graph, current::limits);
        FindingsReader findings =
            new FindingsReader(
                store,
                clock,
                new FindingsInSight(
                    seen,
                    () -> AnalysisInputs.read(firebreak.graph(), firebreak.analysisRules()),
                    () -> store.runs(1).stream().findFirst().map(AnalysisRun::id).orElse(""),
                    current::name));
        Operations work =
            new Operations(
                firebreak,
                evidence,
                () -> {
                  graph.invalidate();
                  findings.renew();
                });
        Remediations remediations = new Remediations(firebreak, evidence, graph, work);
        remediations.recover();
        Users users = new Users(firebreak.graph(), clock);
        UserChanges changes = new UserChanges(users, evidence);
        Webhooks webhooks =
            new Webhooks(
                firebreak.graph(),
                evidence,
                LocalKey.of(config.dataDir()),
                Objects.requireNonNull(config.webhooks()),
                clock);
        Optional<String> password = firstPassword(config, users, changes, resetPassword);
        return new Opened(
            firebreak,
            evidence,
            graph,
            seen,
            store,
            findings,
            work,
            new Schedules(firebreak, work),
            remediations,
            new Unattended(firebreak, evidence, graph, work, remediations),
            users,
            changes,
            webhooks,
            new Courier(webhooks),
            password);
      } catch (RuntimeException e) {
        firebreak.close();
        throw e;
      }
    }

    private static Optional<String> firstPassword(
        FirebreakConfig config, Users users, UserChanges changes, boolean reset) {
      String file = System.getenv(FirstStart.PASSWORD_FILE);
      return FirstStart.of(
          users,
          changes,
          Objects.requireNonNull(config.signIn()).oidc() != null,
          reset,
          config.dataDir(),
          file == null || file.isBlank() ? null : Path.of(file));
    }

    @Override
    public void close() {
      courier.close();
      remediations.close();
      unattended.close();
      work.close();
      whole.close();
      try {
        evidence.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } finally {
        firebreak.close();
      }
    }
  }

  private static void register(
      GenericApplicationContext context,
      FirebreakConfig config,
      Clock clock,
      CompletableFuture<Opened> opening) {
    context.registerBean(OddAddresses.class, OddAddresses::new);
    context.registerBean(Opened.class, opening::join);
    context.registerBean(FirebreakConfig.class, () -> config);
    context.registerBean(Clock.class, () -> clock);
    context.registerBean(LocalKey.class, () -> LocalKey.of(config.dataDir()));
    share(context, Firebreak.class, Opened::firebreak);
    share(context, EvidenceLog.class, Opened::evidence);
    share(context, Users.class, Opened::users);
    share(context, UserChanges.class, Opened::changes);
    share(
        context,
        ApiKeys.class,
        opened ->
            new ApiKeys(
                opened.firebreak().graph(),
                opened.evidence(),
                clock,
                context.getBean(ScopeRoles.class)));
    share(context, CurrentGraph.class, Opened::graph);
    share(context, Operations.class, Opened::work);
    share(context, Works.class, opened -> opened.work().works());
    share(context, Schedules.class, Opened::schedules);
    share(context, Remediations.class, Opened::remediations);
    share(context, Unattended.class, Opened::unattended);
    share(context, IdentityGraph.class, opened -> opened.firebreak().graph());
    share(context, FindingStore.class, Opened::store);
    share(context, FindingsReader.class, Opened::findings);
    share(context, Webhooks.class, Opened::webhooks);
    share(context, Courier.class, Opened::courier);
    context.registerBean(
        RulesetDesk.class,
        () ->
            new RulesetDesk(
                context.getBean(Firebreak.class),
                context.getBean(EvidenceLog.class),
                context.getBean(CurrentGraph.class)));
    context.registerBean(
        Decisions.class,
        () ->
            new Decisions(
                context.getBean(IdentityGraph.class),
                context.getBean(EvidenceLog.class),
                clock,
                new Assignees(context.getBean(Users.class)),
                context.getBean(FindingsReader.class)::sees,
                context.getBean(FindingsReader.class)::changed));
    context.registerBean(
        BulkWork.class,
        () ->
            new BulkWork(
                context.getBean(Decisions.class),
                context.getBean(Remediations.class),
                context.getBean(FindingLists.class)));
    context.registerBean(
        Waiting.class,
        () ->
            new Waiting(
                context.getBean(Remediations.class),
                context.getBean(Unattended.class),
                context.getBean(FindingsReader.class),
                context.getBean(Harvests.class),
                () -> context.getBean(Firebreak.class).analysisRules().sod(),
                clock));
    share(
        context,
        RunComparisons.class,
        opened ->
            new RunComparisons(
                opened.firebreak().runStates(), new FindingStore(opened.firebreak().graph())));
  }

  /// Hands a part of what was opened to Spring, which must not close it: [Opened] does, in the
  /// right order.
  private static <T> void share(
      GenericApplicationContext context, Class<T> type, Function<Opened, T> part) {
    context.registerBean(
        type,
        () -> part.apply(context.getBean(Opened.class)),
        definition ->
            ((org.springframework.beans.factory.support.AbstractBeanDefinition) definition)
                .setDestroyMethodName(""));
  }

  /// Where a browser finds it.
  public URI address() {
    return address;
  }

  /// Those who may sign in.
  public UserChanges users() {
    return context.getBean(UserChanges.class);
  }

  /// The password that was made at this start; null when nobody needed one.
  public @Nullable String newPassword() {
    return context.getBean(Opened.class).newPassword().orElse(null);
  }

  /// The background work of this server.
  public Operations operations() {
    return context.getBean(Operations.class);
  }

  /// A part of the running whole, for whoever checks it from outside.
  <T> T part(Class<T> type) {
    return context.getBean(type);
  }

  /// Waits until the process is told to end.
  public void await() throws InterruptedException {
    java.util.concurrent.CountDownLatch ended = new java.util.concurrent.CountDownLatch(1);
    context.addApplicationListener(event -> {
      if (event instanceof org.springframework.context.event.ContextClosedEvent) {
        ended.countDown();
      }
    });
    ended.await();
  }

  @Override
  public void close() {
    ticks.close();
    context.getBean(Works.class).close();
    context.close();
  }
}
