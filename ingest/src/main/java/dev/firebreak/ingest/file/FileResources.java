package dev.firebreak.ingest.file;

import dev.firebreak.ingest.harvest.ResourceReader;
import dev.firebreak.ingest.map.RowNotes;
import dev.firebreak.ingest.source.FilesConfig;
import dev.firebreak.ingest.source.FilesConfig.FileList;
import dev.firebreak.scim.client.Listing;
import dev.firebreak.scim.resource.ResourceType;
import dev.firebreak.scim.resource.ScimFailure;
import dev.firebreak.scim.resource.ScimResource;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The files of an application, read as Users, Groups and Entitlements; made anew for each harvest.
/// Rows of accounts, groups and entitlements are handed out as they are read; memberships and
/// grants are kept in memory by whom they are about.
///
/// A row that cannot be used is handed out as a resource that cannot be used, and a statement about
/// somebody who is in no list as such a resource of theirs. A missing file, one that is not whole,
/// and one that is written meanwhile leave the listing incomplete.
public final class FileResources implements ResourceReader {

  /// So many bad rows are no slips: the file is something else than it is taken for.
  private static final int MOST_BAD_ROWS = 10_000;

  private final FilesConfig files;
  private final Map<FileList, OpenedFile> opened = new EnumMap<>(FileList.class);
  private @Nullable Statements memberships;
  private @Nullable Statements accountGrants;
  private @Nullable Statements groupGrants;

  public FileResources(FilesConfig files) {
    this.files = files;
  }

  @Override
  public Listing list(ResourceType type, Consumer<ScimResource> each) {
    return switch (type) {
      case USER -> new Reading(type, FileList.ACCOUNTS, each).users();
      case GROUP -> new Reading(type, FileList.GROUPS, each).groups();
      case ENTITLEMENT -> new Reading(type, FileList.ENTITLEMENTS, each).entitlements();
      case ROLE, CONTAINER, PRIVILEGED_DATA, CONTAINER_PERMISSION, PRIVILEGED_DATA_PERMISSION ->
          throw new ScimFailure(
              ScimFailure.Kind.REFUSED, "files hold no resources of type " + type.typeName());
    };
  }

  /// The rows of a list; null where no file holds it.
  private @Nullable Rows rows(FileList list, @Nullable Columns columns) {
    Path file = files.file(list);
    if (file == null || columns == null) {
      return null;
    }
    opened.computeIfAbsent(list, _ -> OpenedFile.of(file));
    return FilesConfig.isJson(file)
        ? new JsonRows(file, list, files.all() != null, columns)
        : new CsvRows(file, files.separatorChar(), columns);
  }

  private @Nullable Columns columns(FileList list) {
    Path file = files.file(list);
    return file == null ? null : new Columns(list, file.toString(), files.columnsOf(list));
  }

  private void load(FileList list, Consumer<Row> take) {
    Rows rows = rows(list, columns(list));
    if (rows != null) {
      rows.each(take);
    }
  }

  private Statements memberships() {
    if (memberships == null) {
      Statements read =
          new Statements(
              row -> row.text("group"),
              row ->
                  row.text("group") == null
                      ? "group is empty"
                      : row.text("member") == null ? "member is empty" : null);
      load(FileList.MEMBERSHIPS, read::add);
      memberships = read;
    }
    return memberships;
  }

  private Statements grants(String holder) {
    if (accountGrants == null || groupGrants == null) {
      Statements accounts = grantsOf("account", "group");
      Statements groups = grantsOf("group", "account");
      load(
          FileList.GRANTS,
          row ->
              (row.text("account") == null && row.text("group") != null ? groups : accounts)
                  .add(row));
      accountGrants = accounts;
      groupGrants = groups;
    }
    return holder.equals("account") ? accountGrants : groupGrants;
  }

  private static Statements grantsOf(String holder, String other) {
    return new Statements(
        row -> row.text(other) == null ? row.text(holder) : null,
        row ->
            row.text(other) != null
                ? "it names an account and a group; a grant is to one of them"
                : row.text(holder) == null
                    ? "it names neither account nor group"
                    : row.text("entitlement") == null ? "entitlement is empty" : null);
  }

  /// The reading of one list.
  private final class Reading {
    private final ResourceType type;
    private final FileList list;
    private final Consumer<ScimResource> each;
    private final Map<String, String> seen = new HashMap<>();
    private int handedOut;
    private int bad;
    private boolean remarked;

    Reading(ResourceType type, FileList list, Consumer<ScimResource> each) {
      this.type = type;
      this.list = list;
      this.each = each;
    }

    Listing users() {
      Statements grants = grants("account");
      read(row -> new RowResource(row).grants(grants.of(id(row))), List.of(grants));
      strangers(grants, "the grant names the account");
      return listing(Stream.of(grants.problem(), groupless()));
    }

    /// What is granted to groups where no list has any: nobody can tell who gets it.
    private @Nullable String groupless() {
      String[] problem = {null};
      if (files.file(FileList.GROUPS) == null) {
        grants("group")
            .each((group, said) ->
                problem[0] =
                    said.getFirst()
                        .at(
                            "the grant names the group '%s', and no file lists groups; add groups and memberships"
                                .formatted(group)));
      }
      return problem[0];
    }

    Listing groups() {
      Statements members = memberships();
      Statements grants = grants("group");
      read(
          row -> new RowResource(row).members(members.of(id(row))).grants(grants.of(id(row))),
          List.of(members, grants));
      strangers(members, "the membership names the group");
      strangers(grants, "the grant names the group");
      return listing(Stream.of(members.problem(), grants.problem()));
    }

    Listing entitlements() {
      read(
          row -> {
            RowResource entitlement = new RowResource(row);
            if (row.text("value") == null) {
              entitlement.body().put("value", id(row));
            }
            return entitlement;
          },
          List.of());
      return listing(Stream.of());
    }

    private static String id(Row row) {
      return String.valueOf(row.text("id"));
    }

    private void read(java.util.function.Function<Row, RowResource> shape, List<Statements> about) {
      Columns columns = columns(list);
      Rows all = rows(list, columns);
      if (all == null || columns == null) {
        return;
      }
      all.each(row -> {
        String id = row.text("id");
        String earlier = id == null ? null : seen.get(id);
        if (row.fault() != null) {
          reject(null, "", row.at(row.fault()));
        } else if (id == null) {
          reject(null, "/id", row.at("id is empty"));
        } else if (earlier != null) {
          reject(id, "/id", row.at("the id '%s' is that of %s already".formatted(id, earlier)));
        } else {
          seen.put(id, row.place().substring(row.place().lastIndexOf("line")));
          RowResource resource = shape.apply(row);
          if (!remarked) {
            columns.remark().ifPresent(resource::remark);
            remarked = true;
          }
          handedOut++;
          each.accept(new ScimResource(resource.body()));
          about.forEach(statements ->
              statements
                  .badOf(id)
                  .forEach(it -> reject(id, "", it.at(String.valueOf(it.fault())))));
        }
      });
    }

    /// What is said about somebody whom the list does not have.
    private void strangers(Statements statements, String what) {
      statements.each((about, said) -> {
        if (!seen.containsKey(about)) {
          String more = said.size() == 1 ? "" : " (with %,d rows more)".formatted(said.size() - 1);
          reject(
              about,
              "/id",
              said.getFirst()
                  .at("%s '%s', which %s does not have%s".formatted(what, about, where(), more)));
        }
      });
    }

    private String where() {
      Path file = files.file(list);
      return file == null ? "no list" : files.all() == null ? file.toString() : list.word();
    }

    private void reject(@Nullable String id, String pointer, String fault) {
      if (++bad > MOST_BAD_ROWS) {
        throw new ScimFailure(
            ScimFailure.Kind.MALFORMED,
            "%s: more than %,d rows cannot be used, so this may be another file than it is taken for"
                .formatted(files.file(list), MOST_BAD_ROWS));
      }
      handedOut++;
      each.accept(RowNotes.rejected(id, pointer, fault));
    }

    private Listing listing(Stream<@Nullable String> doubts) {
      String problem =
          Stream.concat(
                  doubts.filter(java.util.Objects::nonNull),
                  opened.values().stream().flatMap(file -> file.changed().stream()))
              .findFirst()
              .orElse(null);
      return new Listing(
          type.endpoint(),
          handedOut,
          problem == null ? handedOut : null,
          1,
          problem == null,
          problem);
    }
  }
}
