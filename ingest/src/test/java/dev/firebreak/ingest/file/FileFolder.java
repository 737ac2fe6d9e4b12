package dev.firebreak.ingest.file;

import dev.firebreak.ingest.harvest.HarvestReceipt;
import dev.firebreak.ingest.scene.Scene;
import dev.firebreak.ingest.source.FilesConfig;
import dev.firebreak.ingest.source.FilesConfig.FileList;
import dev.firebreak.ingest.source.SourceConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// A folder in which an application writes its lists.
record FileFolder(Scene scene, Path folder) {

  /// The five lists of a small application.
  FileFolder usual() {
    return has(
            "accounts.csv",
            """
            id,user_name,Display Name,E-Mail,active,department
            u1,ana,"Ruiz, Ana",ana@example.org,yes,Finance
            u2,ben,Ben,,no,
            """)
        .has("groups.csv", "id,name\ng1,Clerks\ng2,Auditors\n")
        .has("memberships.csv", "group,member\ng1,u1\ng2,u2\n")
        .has("entitlements.csv", "id,name\npay,Release payment\nview,View\n")
        .has(
            "grants.csv",
            """
            account,group,entitlement,since,valid_to
            u1,,pay,2026-01-31,
            u1,,view,2026-02-01T09:00:00+01:00,2027-01-01
            ,g2,view,,
            """);
  }

  FileFolder has(String file, String text) {
    return has(file, text, StandardCharsets.UTF_8);
  }

  FileFolder has(String file, String text, Charset encoding) {
    try {
      Files.writeString(folder.resolve(file), text, encoding);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  FileFolder lacks(String file) {
    try {
      Files.delete(folder.resolve(file));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The lists as CSV.
  FilesConfig csv(Map<FileList, Map<String, String>> columns) {
    return new FilesConfig(
        folder.resolve("accounts.csv"),
        folder.resolve("groups.csv"),
        folder.resolve("memberships.csv"),
        folder.resolve("entitlements.csv"),
        folder.resolve("grants.csv"),
        null,
        columns,
        null);
  }

  /// The lists as one JSON file.
  FilesConfig json() {
    return new FilesConfig(null, null, null, null, null, folder.resolve("ledger.json"), null, null);
  }

  static SourceConfig source(FilesConfig files, double maxDrop) {
    return new SourceConfig(
        "app",
        "Ledger",
        SourceConfig.Kind.APPLICATION,
        null,
        false,
        null,
        false,
        null,
        null,
        null,
        maxDrop,
        null,
        null,
        files,
        null,
        null,
        null);
  }

  HarvestReceipt harvest() {
    return harvest(csv(Map.of()));
  }

  HarvestReceipt harvest(FilesConfig files) {
    return scene.harvest(source(files, 100), new FileResources(files));
  }
}
