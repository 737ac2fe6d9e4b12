package dev.firebreak.web.whatif;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What if these changes were made? Removals are taken first; one of the lists is needed.
///
/// @param at the instant to ask for; now when absent
public record Question(
    @Schema(description = "A day or a time with its offset to ask for; now when left out.")
        @Nullable String at,
    @Schema(description = "Edges that would be gone.") @Nullable List<EdgeGone> remove,
    @Schema(description = "Edges that would be there.") @Nullable List<EdgeMade> add,
    @Schema(description = "Accounts that would be switched on or off.")
        @Nullable List<AccountSet> accounts,
    @Schema(description = "SCIM patches that a service provider would carry out.")
        @Nullable List<ResourcePatch> patches) {

  /// An edge that would be gone.
  public record EdgeGone(
      @Schema(description = "The kind of edge, such as MEMBER_OF or HOLDS.") @Nullable String kind,
      @Schema(description = "The key of the node where it starts.") @Nullable String from,
      @Schema(description = "The key of the node where it ends.") @Nullable String to,
      @Schema(
              description =
                  "The key of the resource that carries it; all edges of the kind between the two"
                      + " when left out.")
          @Nullable String via) {}

  /// An edge that would be there.
  public record EdgeMade(
      @Schema(description = "The kind of edge, such as MEMBER_OF or HOLDS.") @Nullable String kind,
      @Schema(description = "The key of the node where it starts.") @Nullable String from,
      @Schema(description = "The key of the node where it ends.") @Nullable String to,
      @Schema(description = "The key of the resource that carries it; the usual when left out.")
          @Nullable String via,
      @Schema(description = "The attribute of that resource; the usual when left out.")
          @Nullable String attribute,
      @Schema(description = "When it was granted; the instant asked for when left out.")
          @Nullable String since,
      @Schema(description = "When it begins to hold; always when left out.")
          @Nullable String validFrom,
      @Schema(description = "When it no longer holds; never when left out.")
          @Nullable String validTo) {}

  /// An account that would be switched on or off.
  public record AccountSet(
      @Schema(description = "The key of the account.") @Nullable String key,
      @Schema(description = "Whether it could be used.") @Nullable Boolean active) {}

  /// A patch that a service provider would carry out.
  public record ResourcePatch(
      @Schema(description = "The id of the source.") @Nullable String source,
      @Schema(description = "The resource type, such as Group or User.") @Nullable String type,
      @Schema(description = "The id of the resource in its source.") @Nullable String id,
      @Schema(description = "The body of the PATCH (RFC 7644, 3.5.2).") @Nullable JsonNode patch) {}
}
