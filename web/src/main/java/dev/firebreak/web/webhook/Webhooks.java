package dev.firebreak.web.webhook;

import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.remediation.evidence.Evidence.WebhookDecided;
import dev.firebreak.remediation.evidence.Evidence.WebhookDecided.Change;
import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.scim.client.Post;
import dev.firebreak.web.config.LocalKey;
import dev.firebreak.web.config.WebhooksConfig;
import dev.firebreak.web.view.NotThere;
import dev.firebreak.web.view.NotUnderstood;
import dev.firebreak.web.webhook.Webhook.Secrets;
import dev.firebreak.web.webhook.Webhook.Standing;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Who outside is told of what. Each change is evidence first.
///
/// The secret of a webhook is kept nowhere: it is derived from the [LocalKey] of this installation,
/// which lies outside of the graph, and from the number of secrets that the webhook has had.
public final class Webhooks {

  /// How many there may be.
  public static final int MOST = 20;

  /// So long the secret before is used beside a new one.
  public static final Duration ROTATION = Duration.ofHours(24);

  private static final int LISTED = 50;
  private static final int LONGEST_URL = 1_000;
  private static final int ID_BYTES = 4;

  private final WebhookStore store;
  private final Occurrences occurrences;
  private final EvidenceLog evidence;
  private final LocalKey key;
  private final WebhooksConfig config;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  public Webhooks(
      IdentityGraph graph, EvidenceLog evidence, LocalKey key, WebhooksConfig config, Clock clock) {
    this.store = new WebhookStore(graph);
    this.occurrences = new Occurrences(graph, evidence, clock);
    this.evidence = evidence;
    this.key = key;
    this.config = config;
    this.clock = clock;
  }

  /// A webhook with its new secret.
  ///
  /// @param secret what its receiver checks signatures with; shown this once
  public record Fresh(Webhook webhook, String secret) {
    @Override
    public String toString() {
      return "Fresh[" + webhook.id() + "]";
    }
  }

  /// All of them, oldest first.
  public List<Webhook> all() {
    return store.all();
  }

  /// One of them.
  ///
  /// @throws NotThere if there is none with this id
  public Webhook one(String id) {
    return store.one(id).orElseThrow(() -> new NotThere("There is no webhook " + id + "."));
  }

  /// The last messages to one, newest first.
  public List<Delivery> deliveries(String id) {
    return store.last(one(id).id(), LISTED);
  }

  /// Adds one, to be told of what happens from now on.
  ///
  /// @param least findings that are less severe are left out
  /// @throws NotUnderstood if the address or the choice will not do
  public synchronized Fresh add(String url, Set<EventType> events, Severity least, String by) {
    URI address = address(url);
    if (store.all().size() >= MOST) {
      throw new NotUnderstood(
          "There are %d webhooks, which is as many as there may be. Remove one first."
              .formatted(MOST));
    }
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    Instant now = now();
    Webhook made =
        new Webhook(
            "W-" + HexFormat.of().formatHex(bytes),
            address,
            events,
            least,
            Standing.from(now),
            Secrets.FIRST,
            now,
            by);
    decide(made, Change.ADDED, by);
    occurrences.begin();
    store.save(made);
    return new Fresh(made, Signature.written(secret(made, 1)));
  }

  /// Changes where it is and what it is told of.
  ///
  /// @throws NotThere if there is none with this id
  /// @throws NotUnderstood if the address or the choice will not do
  public synchronized Webhook change(
      String id, String url, Set<EventType> events, Severity least, String by) {
    Webhook changed = one(id).with(address(url), events, least);
    decide(changed, Change.CHANGED, by);
    store.save(changed);
    return changed;
  }

  /// Gives it another secret. For [#ROTATION] both sign, so that its receiver can follow.
  ///
  /// @throws NotThere if there is none with this id
  public synchronized Fresh rotate(String id, String by) {
    Webhook rotated = one(id).rotated(now().plus(ROTATION));
    decide(rotated, Change.ROTATED, by);
    store.save(rotated);
    return new Fresh(rotated, Signature.written(secret(rotated, rotated.secrets().generation())));
  }

  /// Lets it be told again of what happens from now on, or of nothing any more. What waits for it
  /// goes on waiting.
  ///
  /// @throws NotThere if there is none with this id
  public synchronized Webhook active(String id, boolean active, String by) {
    Webhook before = one(id);
    if (before.active() == active) {
      return before;
    }
    Webhook changed = active ? before.resumed(now()) : before.stopped(null);
    decide(changed, active ? Change.RESUMED : Change.STOPPED, by);
    if (active) {
      occurrences.begin();
    }
    store.save(changed);
    return changed;
  }

  /// Removes it with what waits for it.
  ///
  /// @throws NotThere if there is none with this id
  public synchronized void remove(String id, String by) {
    decide(one(id), Change.REMOVED, by);
    store.remove(id);
  }

  /// Sends it something that means nothing, before anything that waits.
  ///
  /// @return the id of the message
  /// @throws NotThere if there is none with this id
  /// @throws NotUnderstood if it is told nothing now
  public synchronized String test(String id, String by) {
    Webhook webhook = told(id);
    Occurrence trial =
        new Occurrence(
            "test:" + HexFormat.of().toHexDigits(random.nextLong()),
            EventType.TEST,
            now(),
            null,
            Map.of("by", by));
    occurrences.queueFirst(webhook, trial);
    store.save(webhook.atOnce());
    return trial.idFor(id);
  }

  /// Sends a message once more.
  ///
  /// @throws NotThere if there is no such webhook or message
  /// @throws NotUnderstood if the webhook is told nothing now
  public synchronized void again(String id, String delivery) {
    Webhook webhook = told(id);
    if (!store.again(id, delivery)) {
      throw new NotThere("Webhook %s has no message %s.".formatted(id, delivery));
    }
    store.save(webhook.atOnce());
  }

  private Webhook told(String id) {
    Webhook webhook = one(id);
    if (!webhook.active()) {
      throw new NotUnderstood("Webhook %s is stopped. Resume it first.".formatted(id));
    }
    return webhook;
  }

  /// The secrets that sign now, the newest first.
  List<byte[]> secrets(Webhook webhook) {
    List<byte[]> all = new ArrayList<>();
    all.add(secret(webhook, webhook.secrets().generation()));
    Instant until = webhook.oldUntil();
    if (until != null && until.isAfter(clock.instant())) {
      all.add(secret(webhook, webhook.secrets().generation() - 1));
    }
    return all;
  }

  private byte[] secret(Webhook webhook, int generation) {
    String which = webhook.id() + "/" + generation;
    return key.derive("webhook-secret", which.getBytes(StandardCharsets.UTF_8));
  }

  WebhookStore store() {
    return store;
  }

  Occurrences occurrences() {
    return occurrences;
  }

  WebhooksConfig config() {
    return config;
  }

  Clock clock() {
    return clock;
  }

  private void decide(Webhook webhook, Change change, String by) {
    evidence.append(new WebhookDecided(webhook.id(), change, webhook.url().getAuthority(), by));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private URI address(String url) {
    URI uri;
    try {
      uri = new URI(url.strip());
    } catch (URISyntaxException e) {
      throw new NotUnderstood("'%s' is no address. Give one as https://host/path.".formatted(url));
    }
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if (uri.getHost() == null
        || url.length() > LONGEST_URL
        || !(scheme.equals("https") || scheme.equals("http"))) {
      throw new NotUnderstood(
          "Give an address as https://host/path, of %,d characters at most."
              .formatted(LONGEST_URL));
    }
    if (scheme.equals("http") && !config.allowsHttp()) {
      throw new NotUnderstood(
          "Give an address with https: with http everybody on the way reads what is sent. webhooks.allow-http of the configuration allows it.");
    }
    if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new NotUnderstood(
          "Give an address without a user, a query and a fragment: it is shown, and the signature proves who sends.");
    }
    requireOutside(uri);
    return uri;
  }

  /// Refuses what every message would be refused for. What a name leads to is seen when one is
  /// sent.
  private void requireOutside(URI uri) {
    if (!Post.isBarred(uri, config.allowsHttp(), config.allowsPrivate())) {
      return;
    }
    String host = uri.getHost();
    if (Post.isBarred(uri, true, true)) {
      throw new NotUnderstood(
          "No message may go to %s: no receiver is there, or clouds keep credentials there. Give the address of the receiver."
              .formatted(host));
    }
    throw new NotUnderstood(
        Post.isBarred(uri, config.allowsHttp(), true)
            ? "No message may go to %s, which is this very host. Give another address; webhooks.allow-http of the configuration allows this one."
                .formatted(host)
            : "No message may go to %s, which is in a private network. Give another address; webhooks.allow-private of the configuration allows this one."
                .formatted(host));
  }
}
