package dev.firebreak.ingest.map;

import dev.firebreak.graph.model.IdentityKind;
import dev.firebreak.graph.query.Row;
import org.jspecify.annotations.Nullable;

/// One SCIM User (RFC 7643 §4.1) as the graph keeps it. Null is "the source did not say".
///
/// @param manager the id, in the same source, of the user it reports to or is owned by
/// @param linkedSource source of the PAM LinkedObject
/// @param linkedId native identifier of the PAM LinkedObject
/// @param correlation what the source's mapping lets correlation compare besides
/// @param owner names who answers for it, if it is no person
public record AccountRow(
    String key,
    String source,
    String type,
    String id,
    String name,
    String userName,
    @Nullable String externalId,
    @Nullable String employeeNumber,
    @Nullable String email,
    @Nullable Boolean active,
    IdentityKind kind,
    @Nullable String department,
    @Nullable String title,
    @Nullable String manager,
    @Nullable String linkedSource,
    @Nullable String linkedId,
    @Nullable String correlation,
    @Nullable String owner,
    @Nullable String version)
    implements Row {}
