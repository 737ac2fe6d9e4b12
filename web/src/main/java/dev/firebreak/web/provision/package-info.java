/// `/scim/v2`: how an identity provider provisions the users of Firebreak itself (RFC 7644), as
/// Entra and Okta do. [dev.firebreak.web.provision.UsersEndpoint] serves people with their roles,
/// [dev.firebreak.web.provision.GroupsEndpoint] each role as a group of them. Local users are not
/// shown here and not changed.
@NullMarked
package dev.firebreak.web.provision;

import org.jspecify.annotations.NullMarked;
