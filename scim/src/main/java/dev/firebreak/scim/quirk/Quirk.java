package dev.firebreak.scim.quirk;

import dev.firebreak.scim.resource.ResourceType;
import dev.firebreak.scim.resource.ScimFailure;
import dev.firebreak.scim.resource.ScimResource;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// One behaviour of a service provider that the standards do not foresee, and how it is mended.
/// What a quirk leaves alone stays as it is.
public sealed interface Quirk
    permits AtMostPerPage,
        BareFilterValues,
        ConfigsInPlural,
        CutListing,
        MembersByAsking,
        MembersOnRequest,
        NoPatchOf,
        OneByOne,
        PagesOnlyByCursor,
        SecretsInPayload,
        UnqualifiedPaths {

  /// What the service provider does, and what is done about it, in words that need no product.
  String behaviour();

  /// Where a service provider that behaves so is described.
  URI link();

  /// The one type that it concerns; null when it is not bound to one.
  default @Nullable ResourceType only() {
    return null;
  }

  /// Its name, as that of its class.
  default String name() {
    return getClass().getSimpleName();
  }

  /// Whether it is there for the same as another, though perhaps with another number.
  default boolean isLike(Quirk other) {
    return getClass() == other.getClass() && only() == other.only();
  }

  /// The discovery page that RFC 7644 §4 calls `ServiceProviderConfig`.
  default String configPage(String page) {
    return page;
  }

  /// Whether pages are only had by cursor, though the service provider may not say so.
  default boolean pagesOnlyByCursor() {
    return false;
  }

  /// How many resources to ask for on a page, at most `wanted`.
  default int count(int wanted) {
    return wanted;
  }

  /// The parameters of a read, unencoded.
  ///
  /// @param type what is read
  /// @param listing whether it is a listing, or else one resource
  default Map<String, String> query(ResourceType type, boolean listing, Map<String, String> query) {
    return query;
  }

  /// A resource as it was received.
  ///
  /// @param dropped is told the attribute of each secret that is taken out of it
  default ScimResource received(ScimResource resource, Consumer<String> dropped) {
    return resource;
  }

  /// What turns each listed resource into the whole of it.
  ///
  /// @param ask for what a listing leaves out
  default UnaryOperator<ScimResource> completing(ResourceType type, Ask ask) {
    return UnaryOperator.identity();
  }

  /// Why a listing that seems complete is not, or null.
  ///
  /// @param distinct how many resources came
  default @Nullable String doubt(ResourceType type, int distinct) {
    return null;
  }

  /// Why a PATCH of this type is not worth sending, or null.
  default @Nullable String refusesPatch(ResourceType type) {
    return null;
  }

  /// The body of a PATCH.
  default ObjectNode patch(ObjectNode body) {
    return body;
  }

  /// Further reads of the same source.
  interface Ask {
    /// @throws ScimFailure when it cannot be read
    ScimResource read(ResourceType type, String id);

    /// Every resource that a query finds.
    ///
    /// @throws ScimFailure when not all of them can be read
    List<ScimResource> all(ResourceType type, Map<String, String> query);
  }
}
