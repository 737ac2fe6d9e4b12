/// Telling others of findings, runs and harvests; decision 36 says why it is so.
///
/// [dev.firebreak.web.webhook.Webhooks] keeps who is told of what,
/// [dev.firebreak.web.webhook.Occurrences] queues what happened, and
/// [dev.firebreak.web.webhook.Courier] delivers it.
@org.jspecify.annotations.NullMarked
package dev.firebreak.web.webhook;
