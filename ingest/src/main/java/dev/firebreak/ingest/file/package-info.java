/// Applications without SCIM: the files that they write, read as if a service provider had said the
/// same. [dev.firebreak.ingest.file.FileResources] joins the lists into Users, Groups and
/// Entitlements; what becomes of those is the business of the harvest, as for any other source.
///
/// A row that cannot be used is rejected with file and line. Where nobody could say what a bad row
/// would have said, the listing is not complete, and a harvest of it removes nothing.
@NullMarked
package dev.firebreak.ingest.file;

import org.jspecify.annotations.NullMarked;
