/// What sources say of their own resource types and schemas, and how that changes: begin with
/// [dev.firebreak.ingest.schema.SchemaWatch].
@NullMarked
package dev.firebreak.ingest.schema;

import org.jspecify.annotations.NullMarked;
