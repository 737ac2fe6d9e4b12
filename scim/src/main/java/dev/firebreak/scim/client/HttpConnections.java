package dev.firebreak.scim.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.UnknownHostException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.impl.routing.SystemDefaultRoutePlanner;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.routing.HttpRoutePlanner;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/// The HTTP/1.1 connections of one source, kept for the next call while they are good.
///
/// A connection is opened to an address that [Egress] has just let through, and to no other: its
/// answer is what is connected to, and the name is not asked for again. The name stays what the
/// certificate is checked against, what TLS and the `Host` header say. Where the system properties
/// of the JVM name a proxy, that proxy is connected to and resolves the name itself; the address is
/// then checked as this host sees it.
///
/// Nothing is done but what was asked for: no redirect is followed, no cookie or sign-in kept, no
/// body unpacked, no request sent a second time. A kept connection is tried for its end before it
/// is used, so one that the server has closed meanwhile costs no call.
final class HttpConnections implements AutoCloseable {
  /// More at once wait for a free one, within the time of their call. A source is read by a few
  /// threads, and its own limit of requests is lower.
  private static final int MOST_TO_ONE_HOST = 16;

  /// A source has one host, or two with that of its tokens.
  private static final int MOST = 2 * MOST_TO_ONE_HOST;

  private static final Duration IDLE = Duration.ofSeconds(30);

  /// After this the name is asked for again, so that a move of the host is followed.
  private static final TimeValue OLDEST = TimeValue.ofMinutes(5);

  private final Egress egress;
  private final PoolingHttpClientConnectionManager pool;
  private final CloseableHttpClient client;
  private final AtomicBoolean watched = new AtomicBoolean();
  private final CountDownLatch closed = new CountDownLatch(1);

  /// @param proxies which proxy a call takes; null for none
  HttpConnections(Connection connection, Egress egress, @Nullable ProxySelector proxies) {
    this.egress = egress;
    Timeout time = Timeout.of(connection.timeout());
    SSLContext own = connection.tls().context();
    this.pool =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setConnectionFactory(_ -> new QuietConnection())
            .setDnsResolver(new Checked())
            .setTlsSocketStrategy(
                new DefaultClientTlsStrategy(
                    own == null ? platform() : own, HostnameVerificationPolicy.BUILTIN, null))
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(time)
                    .setSocketTimeout(time)
                    .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                    .setTimeToLive(OLDEST)
                    .build())
            .setMaxConnPerRoute(MOST_TO_ONE_HOST)
            .setMaxConnTotal(MOST)
            .build();
    this.client =
        HttpClients.custom()
            .setConnectionManager(pool)
            .setRoutePlanner(routes(proxies))
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setConnectionRequestTimeout(time)
                    .setResponseTimeout(time)
                    .setConnectionKeepAlive(TimeValue.of(IDLE))
                    .setRedirectsEnabled(false)
                    .setAuthenticationEnabled(false)
                    .setContentCompressionEnabled(false)
                    .setProtocolUpgradeEnabled(false)
                    .build())
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableCookieManagement()
            .disableAuthCaching()
            .disableConnectionState()
            .disableContentCompression()
            .disableDefaultUserAgent()
            .build();
  }

  /// Sends a request, once.
  ///
  /// @return the head of the answer, with the body still to come
  ClassicHttpResponse open(HttpUriRequestBase request) throws IOException {
    watch();
    try {
      return client.executeOpen(
          RoutingSupport.determineHost(request), request, HttpClientContext.create());
    } catch (HttpException e) {
      throw new IllegalArgumentException("no host to send it to", e);
    }
  }

  /// How many connections are kept or in use.
  int count() {
    var stats = pool.getTotalStats();
    return stats.getAvailable() + stats.getLeased();
  }

  @Override
  public void close() {
    closed.countDown();
    client.close(CloseMode.IMMEDIATE);
  }

  /// Closes what is not used, from the first call until the end.
  private void watch() {
    if (watched.compareAndSet(false, true)) {
      Thread.ofVirtual()
          .name("idle-connections")
          .start(() -> {
            try {
              while (!closed.await(IDLE.toMillis(), TimeUnit.MILLISECONDS)) {
                pool.closeExpired();
                pool.closeIdle(TimeValue.of(IDLE));
              }
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
    }
  }

  private HttpRoutePlanner routes(@Nullable ProxySelector proxies) {
    if (proxies == null) {
      return new DefaultRoutePlanner(null);
    }
    var planner = new SystemDefaultRoutePlanner(proxies);
    return (target, context) -> {
      HttpRoute route = planner.determineRoute(target, context);
      if (route.getProxyHost() != null) {
        try {
          egress.resolve(target.getHostName());
        } catch (UnknownHostException e) {
          throw new UncheckedIOException(e);
        }
      }
      return route;
    };
  }

  private static SSLContext platform() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the Java platform has no TLS", e);
    }
  }

  /// Has the egress check say where to connect to.
  private final class Checked implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      return egress.resolve(host);
    }

    @Override
    public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
      return Stream.of(resolve(host)).map(each -> new InetSocketAddress(each, port)).toList();
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }
}
