package dev.firebreak.web.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.ingest.source.AuthConfig;
import dev.firebreak.ingest.source.FilesConfig;
import dev.firebreak.ingest.source.SecretRef;
import dev.firebreak.ingest.source.SourceConfig;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceSettingsTest {

  @Test
  void aSecretIsShownByItsReferenceOnly(@TempDir Path folder) throws Exception {
    Path secret = Files.writeString(folder.resolve("token"), "hunter2");
    SourceConfig source =
        new SourceConfig(
            "hr",
            null,
            SourceConfig.Kind.DIRECTORY,
            URI.create("https://hr.example/scim"),
            false,
            AuthConfig.bearer(new SecretRef("file:" + secret)),
            true,
            50,
            null,
            null,
            null,
            null,
            null);
    SourceSettings.Settings settings = SourceSettings.of(source, source.quirks(null));
    assertThat(settings.lines())
        .contains(
            new SourceSettings.Line("kind", "directory"),
            new SourceSettings.Line("base-url", "https://hr.example/scim"),
            new SourceSettings.Line("auth", "bearer token"),
            new SourceSettings.Line("auth: token from", "file:" + secret),
            new SourceSettings.Line("page-size", "50"),
            new SourceSettings.Line("scim: preset", "generic"),
            new SourceSettings.Line("scim: mended", "SecretsInPayload"));
    assertThat(settings.lines().toString()).doesNotContain("hunter2");
    assertThat(settings.lines()).noneMatch(line -> line.name().startsWith("mapping"));
  }

  @Test
  void aSourceOfFilesShowsItsFiles() {
    FilesConfig files =
        new FilesConfig(
            Path.of("/in/accounts.csv"),
            null,
            null,
            null,
            null,
            null,
            Map.of(FilesConfig.FileList.ACCOUNTS, Map.of("Kennung", "id")),
            null);
    SourceConfig source =
        new SourceConfig(
            "app",
            null,
            SourceConfig.Kind.APPLICATION,
            null,
            false,
            null,
            false,
            null,
            null,
            null,
            null,
            null,
            null,
            files,
            null,
            null,
            null);
    SourceSettings.Settings settings = SourceSettings.of(source, source.quirks(null));
    assertThat(settings.ofFiles()).isTrue();
    assertThat(settings.lines())
        .contains(
            new SourceSettings.Line("files: accounts", "/in/accounts.csv"),
            new SourceSettings.Line("columns of accounts", "Kennung: id"),
            new SourceSettings.Line("mapping: group-grants", "entitlements"))
        .noneMatch(line -> line.name().matches("auth(:.*)?"));
  }
}
