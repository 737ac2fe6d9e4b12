/// Who may ask for what: the table `access.csv` says it of every endpoint and role, deny by
/// default, and what whoever sees a part of the graph only gets of it. Sign-in by password, by the
/// identity provider or by a key; the response headers of every page, and a growing wait after
/// failed sign-ins.
@NullMarked
package dev.firebreak.web.security;

import org.jspecify.annotations.NullMarked;
