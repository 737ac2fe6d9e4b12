package dev.firebreak.web.idempotency;

import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.web.config.LocalKey;
import dev.firebreak.web.security.Writes;
import java.time.Clock;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Puts [IdempotencyFilter] behind the filters that let people in.
@Configuration(proxyBeanMethods = false)
class IdempotencyConfiguration {

  @Bean
  IdempotencyKeys idempotencyKeys(IdentityGraph graph, LocalKey key, Clock clock) {
    return new IdempotencyKeys(graph, key, clock);
  }

  /// Behind Spring Security, whose place is -100.
  @Bean
  FilterRegistrationBean<IdempotencyFilter> idempotencyFilter(IdempotencyKeys keys, Writes writes) {
    var filter = new FilterRegistrationBean<>(new IdempotencyFilter(keys, writes));
    filter.addUrlPatterns("/api/v1/*");
    filter.setOrder(0);
    return filter;
  }
}
