package dev.firebreak.demo.house.planted.ingest;

import org.springframework.context.ApplicationContext;

/// Uses Spring outside web.
record IsABean(ApplicationContext context) {}
