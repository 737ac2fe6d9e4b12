package dev.firebreak.web.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Where webhooks may be. Which there are is said on the page *Settings, Webhooks*.
///
/// @param allowHttp whether plain http and the loopback addresses will do; not when absent
/// @param allowPrivate whether a host may have a private address, such as 10.0.0.0/8; not when
///   absent
/// @param callTime how long a receiver may take to answer; 15 seconds when absent
public record WebhooksConfig(
    @Nullable Boolean allowHttp, @Nullable Boolean allowPrivate, @Nullable Duration callTime) {

  private static final Duration LONGEST = Duration.ofMinutes(1);

  static final WebhooksConfig DEFAULT = new WebhooksConfig(null, null, null);

  public WebhooksConfig {
    callTime = callTime == null ? Duration.ofSeconds(15) : callTime;
    if (!callTime.isPositive() || callTime.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("call-time must be more than zero and at most 1m");
    }
  }

  /// Whether plain http and the loopback addresses will do.
  public boolean allowsHttp() {
    return Boolean.TRUE.equals(allowHttp);
  }

  /// Whether a host may have a private address.
  public boolean allowsPrivate() {
    return Boolean.TRUE.equals(allowPrivate);
  }

  /// How long a receiver may take to answer.
  public Duration time() {
    return callTime == null ? Duration.ofSeconds(15) : callTime;
  }
}
