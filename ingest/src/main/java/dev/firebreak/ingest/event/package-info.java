/// Security event tokens that applications push (RFC 8417, delivered by RFC 8935).
///
/// [dev.firebreak.ingest.event.TokenVerifier] lets in what is signed by the key of a feed, by its
/// issuer and for us; [dev.firebreak.ingest.event.EventRefused] is why not, in the words of RFC
/// 8935. [dev.firebreak.ingest.event.Notices] keeps what SCIM events (RFC 9967) say has changed,
/// until a harvest has read it again.
@NullMarked
package dev.firebreak.ingest.event;

import org.jspecify.annotations.NullMarked;
