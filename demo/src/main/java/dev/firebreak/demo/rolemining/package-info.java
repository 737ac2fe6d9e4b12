/// Published role-mining data (users, roles, permissions) as SCIM resources, and the check that the
/// effective access computed from them equals the published pairs.
@NullMarked
package dev.firebreak.demo.rolemining;

import org.jspecify.annotations.NullMarked;
