package dev.firebreak.providers.fault;

import dev.firebreak.providers.ScimProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// A real HTTP server on a raw socket, in front of a [ScimProvider], that can misbehave.
///
/// Its address stays the same while faults come and go: harvest once unharmed, [#become] a fault,
/// harvest again, [#repair]. It closes each connection after one answer.
public final class FaultyServer implements AutoCloseable {
  private record Duty(Fault fault, AtomicInteger harmlessRequests, AtomicInteger refusals) {
    static Duty of(Fault fault, int after) {
      var refusals =
          switch (fault) {
            case Fault.Throttles throttles -> throttles.times();
            case Fault.Fails fails -> fails.times();
            case Fault.PagesByCursor cursors -> cursors.pages();
            case Fault.MakesLater later -> later.reads();
            default -> 0;
          };
      return new Duty(fault, new AtomicInteger(after), new AtomicInteger(refusals));
    }

    boolean oneLess() {
      return refusals.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
    }
  }

  private final URI target;
  private final ServerSocket listener;
  private final Upstream upstream;
  private final ExecutorService connections = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Queue<String> seen = new ConcurrentLinkedQueue<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Queue<WireRequest> postponed = new ConcurrentLinkedQueue<>();
  private volatile Duty duty;

  private FaultyServer(ScimProvider provider, Fault fault) throws IOException {
    this.target = provider.baseUri();
    this.listener = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    this.upstream = new Upstream(target);
    this.duty = Duty.of(fault, 0);
    connections.execute(this::accept);
  }

  /// Starts a server that shows this fault from the first request on.
  ///
  /// @param provider the well-behaved provider behind it; it stays usable directly, and is not
  ///   closed with this server
  public static FaultyServer inFrontOf(ScimProvider provider, Fault fault) throws IOException {
    return new FaultyServer(provider, fault);
  }

  /// Shows this fault from now on.
  public FaultyServer become(Fault fault) {
    return becomeAfter(0, fault);
  }

  /// Lets so many SCIM requests pass unharmed, then shows the fault: a failure in mid-harvest.
  public FaultyServer becomeAfter(int requests, Fault fault) {
    duty = Duty.of(fault, requests);
    return this;
  }

  /// Behaves again.
  public FaultyServer repair() {
    return become(new Fault.None());
  }

  /// `http://127.0.0.1:PORT/scim/v2`
  public URI baseUri() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort() + target.getPath());
  }

  /// Where the provider behind sells tokens, through this server.
  public URI tokenUri() {
    return baseUri().resolve("/oauth/token");
  }

  /// Every request received, as `METHOD path?query`, in order.
  public List<String> requests() {
    return List.copyOf(seen);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        var socket = listener.accept();
        open.add(socket);
        connections.execute(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      var request = WireRequest.read(socket.getInputStream());
      if (request != null) {
        seen.add(request.method() + " " + request.path());
        var reply = new WireReply(socket, closing);
        answer(request, reply);
      }
    } catch (IOException | UncheckedIOException gone) {
      // The client went away, or this server is closing: there is nobody left to tell.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(socket);
    }
  }

  private void answer(WireRequest request, WireReply reply)
      throws IOException, InterruptedException {
    var now = duty;
    if (request.path().startsWith("/oauth/")
        || now.harmlessRequests().getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
      reply.whole(upstream.forward(request));
      return;
    }
    answer(now, request, reply);
  }

  private void answer(Duty now, WireRequest request, WireReply reply)
      throws IOException, InterruptedException {
    var get = request.method().equals("GET");
    var patch = request.method().equals("PATCH");
    switch (now.fault()) {
      case Fault.None() -> reply.whole(upstream.forward(request));
      case Fault.AnswersHtml() ->
          reply.whole(
              Answer.of(200, "text/html", "<!doctype html><title>Sign in</title><p>Sign in.</p>"));
      case Fault.RepeatsFirstPage() ->
          reply.whole(get ? upstream.firstPage(request) : upstream.forward(request));
      case Fault.PagesByCursor(int _) -> reply.whole(byCursor(request, now));
      case Fault.OverlapsPages(int resources) ->
          reply.whole(
              get && request.path().contains("startIndex=")
                  ? upstream.forward(Pages.earlier(request, resources))
                  : upstream.forward(request));
      case Fault.Fails(int _) ->
          reply.whole(
              now.oneLess() ? Answer.error(503, "not just now") : upstream.forward(request));
      case Fault.Compresses() -> {
        var answer = upstream.forward(request);
        reply.whole(request.takesGzip() ? answer.gzipped() : answer);
      }
      case Fault.Inflates(int bytes) ->
          reply.whole(
              get
                  ? Answer.of(200, "application/scim+json", " ".repeat(bytes)).gzipped()
                  : upstream.forward(request));
      case Fault.CutsBody() -> {
        var answer = upstream.forward(request);
        if (get) {
          reply.cut(answer);
        } else {
          reply.whole(answer);
        }
      }
      case Fault.GarblesBody() -> {
        var answer = upstream.forward(request);
        reply.whole(get ? answer.half() : answer);
      }
      case Fault.Unauthorized() -> reply.whole(Answer.error(401, "the access token is not valid"));
      case Fault.Throttles(int times, String retryAfter) -> {
        if (now.oneLess()) {
          reply.whole(
              Answer.error(429, "more than " + times + " to go").with("Retry-After", retryAfter));
        } else {
          reply.whole(upstream.forward(request));
        }
      }
      case Fault.DropsAfterPatch(boolean applied) -> {
        if (!patch || applied) {
          var answer = upstream.forward(request);
          if (!patch) {
            reply.whole(answer);
          }
        }
      }
      case Fault.IgnoresPatch() -> reply.whole(upstream.forward(patch ? request.asGet() : request));
      case Fault.ThrottlesPatch(String retryAfter) ->
          reply.whole(
              patch
                  ? Answer.error(429, "too many changes").with("Retry-After", retryAfter)
                  : upstream.forward(request));
      case Fault.HoldsAnswer(var made, var release) -> {
        var answer = upstream.forward(request);
        if (patch) {
          made.countDown();
          release.await();
        }
        reply.whole(answer);
      }
      case Fault.ShowsMembersOnRequest() ->
          reply.whole(upstream.forward(get ? withoutMembers(request) : request));
      case Fault.Dribbles(var pause) -> reply.dribble(upstream.forward(request), pause);
      case Fault.OnWrite(var next) ->
          answer(Duty.of(get ? new Fault.None() : next.get(), 0), request, reply);
      case Fault.Resets(boolean applied) -> {
        if (applied) {
          upstream.forward(request);
        }
        reply.reset();
      }
      case Fault.TalksGarbage() -> reply.garbage();
      case Fault.DribblesHead(var pause) -> reply.dribbleHead(upstream.forward(request), pause);
      case Fault.NeverEnds() -> reply.endless(upstream.forward(request));
      case Fault.Redirects(var location) ->
          reply.whole(Answer.of(307, "text/plain", "").with("Location", location));
      case Fault.Answers(int status, boolean applied) -> {
        if (applied) {
          upstream.forward(request);
        }
        reply.whole(Answer.error(status, "so it is"));
      }
      case Fault.MakesLater(int _) -> {
        if (patch) {
          postponed.add(request);
          reply.whole(Answer.of(202, "application/scim+json", ""));
        } else {
          if (!now.oneLess()) {
            makePostponed();
          }
          reply.whole(upstream.forward(request));
        }
      }
      case Fault.TakesAllMembers() ->
          reply.whole(upstream.forward(patch ? request.onAllMembers() : request));
    }
  }

  private void makePostponed() throws IOException, InterruptedException {
    for (var request = postponed.poll(); request != null; request = postponed.poll()) {
      upstream.forward(request);
    }
  }

  private static WireRequest withoutMembers(WireRequest request) {
    var path = request.path();
    return !path.contains("/Groups") || path.matches(".*[?&]attributes=[^&]*members.*")
        ? request
        : request.to(
            path.replaceFirst("(?<=[?&])attributes=[^&]*&?", "")
                + (path.contains("?") ? "&" : "?")
                + "excludedAttributes=members");
  }

  private Answer byCursor(WireRequest request, Duty now) throws IOException, InterruptedException {
    if (!request.method().equals("GET")) {
      return upstream.forward(request);
    }
    if (request.path().endsWith("/ServiceProviderConfig")) {
      return Pages.claimingCursors(upstream.forward(request));
    }
    if (!request.path().contains("count=")) {
      return upstream.forward(request);
    }
    return now.oneLess()
        ? Pages.byCursor(upstream.forward(Pages.byIndex(request)))
        : Pages.expired();
  }

  @Override
  public void close() throws IOException {
    closing.countDown();
    listener.close();
    for (var socket : open) {
      socket.close();
    }
    connections.shutdownNow();
    upstream.close();
  }
}
