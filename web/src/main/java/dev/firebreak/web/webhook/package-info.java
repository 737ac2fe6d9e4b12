/// Telling others of findings and runs: {@link dev.firebreak.web.webhook.Webhooks} keeps who is
/// told of what, {@link dev.firebreak.web.webhook.Occurrences} queues what happened, {@link
/// dev.firebreak.web.webhook.Courier} delivers it. Decision 36 says why.
@org.jspecify.annotations.NullMarked
package dev.firebreak.web.webhook;
