package dev.firebreak.web.server;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;

/// What Spring finds by itself: pages, API, views and security. Everything else is handed in by
/// [WebServer].
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@ComponentScan({
  "dev.firebreak.web.api",
  "dev.firebreak.web.explore",
  "dev.firebreak.web.health",
  "dev.firebreak.web.idempotency",
  "dev.firebreak.web.library",
  "dev.firebreak.web.page",
  "dev.firebreak.web.precondition",
  "dev.firebreak.web.provision",
  "dev.firebreak.web.saved",
  "dev.firebreak.web.security",
  "dev.firebreak.web.view",
  "dev.firebreak.web.workbench"
})
class WebApplication {}
