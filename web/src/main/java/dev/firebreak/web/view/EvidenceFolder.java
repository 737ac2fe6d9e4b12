package dev.firebreak.web.view;

import java.nio.file.Path;

/// Where the evidence is kept, for the offline check and for telling people.
public record EvidenceFolder(Path path) {}
