package dev.firebreak.ingest.harvest;

import dev.firebreak.ingest.harvest.HarvestQueries.SweptPart;
import dev.firebreak.ingest.harvest.HarvestReceipt.Part;
import dev.firebreak.ingest.map.MappedRows;
import dev.firebreak.ingest.map.ResourceMapping;
import dev.firebreak.ingest.map.UnusableResource;
import dev.firebreak.ingest.source.SourceConfig;
import dev.firebreak.scim.client.Listing;
import dev.firebreak.scim.resource.ResourceType;
import dev.firebreak.scim.resource.ScimFailure;
import dev.firebreak.scim.resource.ScimResource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The reading of one endpoint, and what came of it.
final class EndpointRead {

  private final SourceConfig source;
  private final ResourceType type;
  private final ResourceMapping mapping;
  private final MappedRows rows;
  private final RejectedQueue queue;
  private final HarvestProgress progress;
  private final KeptListing journal;
  private final Runnable afterEach;
  private int received;
  private int unusable;
  private int distinct;
  private @Nullable Integer promised;
  private @Nullable String problem = "it was not read";
  private boolean cutOff;

  EndpointRead(
      SourceConfig source,
      ResourceType type,
      ResourceMapping mapping,
      MappedRows rows,
      RejectedQueue queue,
      HarvestProgress progress,
      KeptListing journal,
      Runnable afterEach) {
    this.source = source;
    this.type = type;
    this.mapping = mapping;
    this.rows = rows;
    this.queue = queue;
    this.progress = progress;
    this.journal = journal;
    this.afterEach = afterEach;
  }

  ResourceType type() {
    return type;
  }

  String endpoint() {
    return type.endpoint();
  }

  boolean complete() {
    return problem == null;
  }

  /// Why it was not read to its end; null when it was.
  @Nullable String problem() {
    return problem;
  }

  /// Whether its reading was cut off, and may go on from there.
  boolean cutOff() {
    return cutOff;
  }

  /// Reads it.
  ///
  /// @return whether it makes sense to ask the source for another
  boolean from(ResourceReader reader) {
    try {
      Listing listing = reader.list(type, this::take, this::page, journal);
      received = listing.received();
      distinct = listing.distinct();
      promised = listing.promised();
      problem = listing.problem();
      cutOff = problem != null && journal.holdsPages();
      listing.secrets().forEach(this::dropped);
      progress.read(source.id(), type.endpoint(), listing.distinct(), listing.promised());
      return true;
    } catch (ScimFailure failure) {
      cutOff = true;
      if (progress.cancelled()) {
        return cancelled();
      }
      distinct = received;
      problem = String.valueOf(failure.getMessage());
      return failure.kind() != ScimFailure.Kind.UNREACHABLE;
    } catch (Cancelled _) {
      return cancelled();
    }
  }

  private boolean cancelled() {
    cutOff = true;
    String by = progress.cancelledBy();
    distinct = received;
    problem =
        "%s: the harvest was cancelled%s after %,d resources of %s"
            .formatted(
                source.displayName(), by == null ? "" : " by " + by, received, type.endpoint());
    return false;
  }

  private void page(Listing soFar) {
    progress.page(source.id(), type.endpoint(), soFar.pages(), soFar.distinct(), soFar.promised());
  }

  /// What a resource should never have shown is nowhere, but that it did is said.
  private void dropped(String attribute, int times) {
    rows.problems()
        .add(
            "source %s: %s: %s held a secret in clear, %,d times; it was dropped and is kept nowhere, but its service provider shows it to any reader"
                .formatted(source.id(), type.typeName(), attribute, times));
  }

  /// The harvest is to end here.
  private static final class Cancelled extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Cancelled() {
      super("cancelled", null, false, false);
    }
  }

  private void take(ScimResource resource) {
    if (progress.cancelled()) {
      throw new Cancelled();
    }
    received++;
    @Nullable String id = resource.text("id").orElse(null);
    try {
      mapping.map(type, resource, rows);
      queue.used(type, id);
    } catch (UnusableResource e) {
      unusable++;
      queue.rejected(type, id, e);
      rows.problems()
          .add(
              "source %s: %s: %s; it is not read"
                  .formatted(source.id(), type.typeName(), e.reason()));
    }
    afterEach.run();
    if (received % 100 == 0) {
      progress.read(source.id(), type.endpoint(), received, null);
    }
  }

  /// Its line of the receipt.
  ///
  /// @param swept nodes removed so far by type
  Part part(GraphBatch batch, Map<String, Long> swept) {
    int written = batch.written(type);
    return new Part(
        type.endpoint(),
        promised,
        received,
        distinct,
        written,
        Math.max(0, distinct - unusable - written),
        swept.getOrDefault(nodes(type), 0L),
        unusable,
        problem == null,
        problem);
  }

  /// How many nodes went, by the endpoint that would have shown them.
  static List<SweptPart> swept(Map<String, Long> byType) {
    return Arrays.stream(ResourceType.values())
        .filter(type -> byType.containsKey(nodes(type)))
        .map(type -> new SweptPart(type.endpoint(), byType.getOrDefault(nodes(type), 0L)))
        .toList();
  }

  /// The type of the nodes that resources of a type become.
  private static String nodes(ResourceType type) {
    return switch (type) {
      case CONTAINER_PERMISSION -> ResourceMapping.CONTAINER_RIGHT;
      case PRIVILEGED_DATA_PERMISSION -> ResourceMapping.PRIVILEGED_DATA_RIGHT;
      case USER, GROUP, ROLE, ENTITLEMENT, CONTAINER, PRIVILEGED_DATA -> type.typeName();
    };
  }
}
