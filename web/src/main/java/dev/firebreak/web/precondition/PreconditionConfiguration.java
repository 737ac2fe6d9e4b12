package dev.firebreak.web.precondition;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Puts [EntityTagFilter] behind the filters that let people in.
@Configuration(proxyBeanMethods = false)
class PreconditionConfiguration {

  /// Behind Spring Security, whose place is -100.
  @Bean
  FilterRegistrationBean<EntityTagFilter> entityTagFilter() {
    var filter = new FilterRegistrationBean<>(new EntityTagFilter());
    filter.addUrlPatterns("/api/v1/*");
    filter.setOrder(1);
    return filter;
  }
}
