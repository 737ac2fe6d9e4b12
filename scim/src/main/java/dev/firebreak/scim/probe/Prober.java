package dev.firebreak.scim.probe;

import dev.firebreak.scim.client.Discovery;
import dev.firebreak.scim.client.ScimClient;
import dev.firebreak.scim.client.ScimOutcome;
import dev.firebreak.scim.client.ScimPage;
import dev.firebreak.scim.resource.ResourceType;
import dev.firebreak.scim.resource.ScimFailure;
import dev.firebreak.scim.resource.ScimResource;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Measures what one service provider really does: what is known of it mends nothing meanwhile.
public final class Prober {
  private static final int SOME = 10;

  private final ScimClient client;
  private final Clock clock;

  public Prober(ScimClient client, Clock clock) {
    this.client = client.speaking(client.dialect().mending(List.of()));
    this.clock = clock;
  }

  /// Asks, and changes nothing.
  ///
  /// @param types what is read of it; asked about are its users, or else the first of these
  /// @throws ScimFailure when not even a plain listing is answered
  public CapabilityProfile read(List<ResourceType> types) {
    Instant at = clock.instant();
    ResourceType type = types.contains(ResourceType.USER) ? ResourceType.USER : types.getFirst();
    ScimPage small = page(type, Map.of("count", Integer.toString(PageProbe.SMALL)));
    if (!small.granted()) {
      throw new ScimFailure(
          small.status() == 401 || small.status() == 403
              ? ScimFailure.Kind.UNAUTHORIZED
              : ScimFailure.Kind.REFUSED,
          "%s cannot be probed: a plain listing was answered %d (%s)"
              .formatted(type.endpoint(), small.status(), small.detail()));
    }
    ConfigProbe config = ConfigProbe.of(client);
    var sheet = new Sheet(clock, config.claim());
    sheet.put(Point.CONFIG_PAGE, config.judged());
    discovery(sheet);
    pages(sheet, type, small);
    sheet.measure(Point.WHOLE_LISTINGS, () -> new CutProbe(client).listings(types));
    String some = Integer.toString(Math.min(SOME, sheet.most()));
    chosen(small, type).ifPresent(one -> oneResource(sheet, type, small, one, some));
    sheet.measure(Point.QUOTED_NUMBERS, () -> new NumberProbe(client).quoted(types, type, small));
    lists(sheet, type, small, some);
    if (types.contains(ResourceType.GROUP)) {
      sheet.measure(Point.LISTED_MEMBERS, () -> new MemberProbe(client, sheet.most()).listed());
    }
    return new CapabilityProfile(at, type.endpoint(), sheet.all(), null);
  }

  /// Changes the resource that an operator named for it, reads it back, and restores it, each time.
  /// The first change that cannot be undone ends it, and the profile says so.
  ///
  /// @param journal hears of every change before it is sent
  /// @throws ScimFailure when the resource cannot be read; then nothing was changed
  public CapabilityProfile write(ProbeTarget target, ProbeJournal journal) {
    Instant at = clock.instant();
    var sheet = new Sheet(clock, ConfigProbe.of(client).claim());
    var changes = new Changes(client, target, journal);
    ScimResource original = changes.read().resource();
    String alarm = null;
    try {
      new AttributeProbe(target, changes, sheet, original).run();
      if (target.type() == ResourceType.GROUP) {
        memberships(sheet, changes, original);
      }
    } catch (Changes.NotRestored failed) {
      alarm = failed.getMessage();
    }
    return new CapabilityProfile(at, target.toString(), sheet.all(), alarm);
  }

  private void memberships(Sheet sheet, Changes changes, ScimResource group) {
    Set<String> members = MemberProbe.members(group);
    Optional<String> guest = guest(members);
    if (guest.isPresent()) {
      new MembershipProbe(changes, sheet, group, guest.get()).run();
    } else {
      sheet.put(
          Point.PATCH_ADD_MEMBER,
          Judged.unknown("not asked: there is no user who is not a member already"));
    }
  }

  /// A user who can be a member for a moment: rather one who cannot sign in.
  private Optional<String> guest(Set<String> members) {
    ScimPage many = page(ResourceType.USER, Map.of("count", "100"));
    ScimPage all =
        many.granted()
            ? many
            : page(ResourceType.USER, Map.of("count", Integer.toString(PageProbe.SMALL)));
    List<ScimResource> users =
        all.resources().stream()
            .filter(user -> user.text("id").filter(id -> !members.contains(id)).isPresent())
            .toList();
    return users.stream()
        .filter(user -> user.flag("active").equals(Optional.of(false)))
        .findFirst()
        .or(() -> users.stream().findFirst())
        .flatMap(user -> user.text("id"));
  }

  private void discovery(Sheet sheet) {
    try {
      Discovery said = client.discover();
      sheet.put(Point.TYPES_PAGE, served("/ResourceTypes", said.types().size(), "types"));
      sheet.put(Point.SCHEMAS_PAGE, served("/Schemas", said.schemas().size(), "schemas"));
    } catch (ScimFailure failure) {
      Judged unknown = Judged.unknown("%s", String.valueOf(failure.getMessage()));
      sheet.put(Point.TYPES_PAGE, unknown);
      sheet.put(Point.SCHEMAS_PAGE, unknown);
    }
  }

  private static Judged served(String page, int count, String what) {
    return count == 0
        ? Judged.no("asked for %s; no %s came", page, what)
        : Judged.yes("asked for %s; %d %s came", page, count, what);
  }

  private void pages(Sheet sheet, ResourceType type, ScimPage small) {
    String few = Integer.toString(PageProbe.SMALL);
    ScimPage first = page(type, Map.of("startIndex", "1", "count", few));
    String next = Integer.toString(1 + PageProbe.step(first));
    sheet.measure(
        Point.INDEX_PAGES,
        () ->
            first.granted()
                ? PageProbe.index(first, page(type, Map.of("startIndex", next, "count", few)))
                : Judged.refused("by startIndex", first));
    sheet.measure(
        Point.CURSOR_PAGES,
        () -> {
          ScimPage begun = page(type, Map.of("cursor", "", "count", few));
          String cursor = begun.nextCursor();
          ScimPage second =
              cursor == null ? null : page(type, Map.of("cursor", cursor, "count", few));
          return PageProbe.cursor(begun, second, small.total());
        });
    sheet.measure(
        Point.PAGE_SIZE,
        () -> PageProbe.size(small, count -> page(type, Map.of("count", Integer.toString(count)))));
    sheet.measure(
        Point.STABLE_TOTALS,
        () ->
            PageProbe.totals(
                small,
                first,
                page(type, Map.of("startIndex", next, "count", few)),
                page(type, Map.of("count", few))));
  }

  /// The last of a page: a server that answers any filter with its first resource is caught.
  private static Optional<ScimResource> chosen(ScimPage page, ResourceType type) {
    String naming = FilterProbe.naming(type);
    return page.resources().reversed().stream()
        .filter(each -> each.text("id").isPresent() && each.text(naming).isPresent())
        .findFirst();
  }

  private void oneResource(
      Sheet sheet, ResourceType type, ScimPage page, ScimResource one, String some) {
    String naming = FilterProbe.naming(type);
    Integer total = page.total();
    boolean others = page.resources().size() > 1 || (total != null && total > 1);
    String filter = FilterProbe.equalTo(naming, one.text(naming).orElse(""));
    sheet.measure(
        Point.FILTER_EQUALS,
        () ->
            FilterProbe.equal(
                page(type, Map.of("filter", filter, "count", some)), one, naming, others));
    String few = Integer.toString(PageProbe.SMALL);
    sheet.measure(
        Point.ATTRIBUTES,
        () ->
            SelectionProbe.attributes(
                one, page(type, Map.of("attributes", naming, "count", few)), naming));
    SelectionProbe.excludable(one, naming)
        .ifPresent(left ->
            sheet.measure(
                Point.EXCLUDED_ATTRIBUTES,
                () ->
                    SelectionProbe.excluded(
                        one, page(type, Map.of("excludedAttributes", left, "count", few)), left)));
    versions(sheet, type, one.text("id").orElse(""), naming);
  }

  private void versions(Sheet sheet, ResourceType type, String id, String naming) {
    ScimOutcome first = one(type, id, Map.of(), null);
    sheet.measure(
        Point.ETAG,
        () ->
            VersionProbe.etag(
                first,
                one(type, id, Map.of(), null),
                one(type, id, Map.of("attributes", naming), null)));
    String version = VersionProbe.version(first);
    sheet.measure(
        Point.IF_NONE_MATCH,
        () ->
            VersionProbe.ifNoneMatch(
                version == null ? null : one(type, id, Map.of(), version),
                one(type, id, Map.of(), VersionProbe.NO_VERSION)));
  }

  private void lists(Sheet sheet, ResourceType type, ScimPage small, String some) {
    String naming = FilterProbe.naming(type);
    sheet.measure(
        Point.FILTER_NOTHING,
        () ->
            FilterProbe.nothing(
                page(
                    type,
                    Map.of(
                        "filter",
                        FilterProbe.equalTo(naming, FilterProbe.NOBODY),
                        "count",
                        some))));
    sheet.measure(
        Point.FILTER_LAST_MODIFIED,
        () ->
            FilterProbe.lastModified(
                page(type, Map.of("filter", FilterProbe.FAR_FUTURE, "count", some)),
                page(type, Map.of("filter", FilterProbe.EPOCH, "count", some)),
                small.total()));
    sheet.measure(
        Point.SORT,
        () ->
            SelectionProbe.sorted(
                sorted(type, naming, "ascending", some),
                sorted(type, naming, "descending", some),
                naming));
  }

  private ScimPage sorted(ResourceType type, String by, String order, String some) {
    return page(type, Map.of("sortBy", by, "sortOrder", order, "count", some));
  }

  private ScimPage page(ResourceType type, Map<String, String> query) {
    return client.page(type, query);
  }

  private ScimOutcome one(
      ResourceType type, String id, Map<String, String> query, @Nullable String ifNoneMatch) {
    return client.read(type.endpoint(), id, query, ifNoneMatch);
  }
}
