package dev.firebreak.graph.schema;

import java.util.List;
import java.util.stream.Collectors;

/// The page `docs/schema.md`, written from [NodeKind] and [EdgeKind] so that it cannot differ from
/// what the code does.
public final class SchemaPage {

  private SchemaPage() {}

  /// The page as Markdown.
  public static String markdown() {
    StringBuilder page = new StringBuilder();
    page.append(
        """
        # The identity graph

        Generated from `dev.firebreak.graph.schema`; a test compares this page with the code. To update it, run
        `mvn -pl graph -am test -Dtest=SchemaPageTest -Dschema.write=true -Dsurefire.failIfNoSpecifiedTests=false`.

        ## Nodes

        Every node carries the label `Node` and the property `key` (`source/type/id`, unique), further `source`,
        `type`, `id`, `name`, `firstSeen`, and of the harvest that last wrote it `stamp` and, unless that is the
        first one, the time `lastSeen`. A harvest writes only what is not as it was: `fact` is the hash of what was written, and what a complete
        harvest leaves in the graph it has seen. `missing` names a harvest in quarantine that did not see it.

        | label | on screen | what it is | resource |
        |---|---|---|---|
        """);
    for (NodeKind kind : NodeKind.values()) {
      page.append(
          "| `%s` | %s | %s | %s |%n"
              .formatted(
                  kind.label(), kind.word(), kind.meaning(), kind.isResource() ? "yes" : "no"));
    }
    page.append(
        """

        A blast radius counts and weighs the nodes marked as resources.

        ## Edges

        Edges that a source states carry `source`, `via` (the key of the resource that states it), `attribute`
        (where in that resource), `firstSeen`, `lastSeen`, `stamp`, `fact` and `missing`; `MEMBER_OF` and `HOLDS` also `since`,
        `validFrom` and `validTo` where the source says so. `OWNS` keeps the `rule` that joined the two and its `confidence`.

        | type | from | to | reach? |
        |---|---|---|---|
        """);
    for (EdgeKind kind : EdgeKind.values()) {
      page.append(
          "| `%s` | %s | %s | %s |%n"
              .formatted(kind.name(), labels(kind.from()), labels(kind.to()), kind.reach()));
    }
    page.append(
        """

        ## Beside the identity graph

        | label | what it keeps |
        |---|---|
        | `PendingUse` | a pushed use by an account, or of an entitlement, that no harvest has brought yet |
        | `DanglingEdges` | what the edges that a resource states name and is not there |
        | `AccessChange` | an access that appeared after the first harvest, or ended: what, whose, from when, until when, by which harvest |
        | `Harvest`, `HarvestPart` | the receipt of a harvest and of each endpoint it read; `state` says whether the graph follows it |
        | `RejectedResource` | a resource that could not be used: which, why, where in it, since when and how often; no value of it |
        | `Use`, `UsageCoverage` | when an account first and last used an entitlement and in which weeks (`weeks`; `whole` if these are all), and what the feed covers |
        | `UsageFeed`, `SecurityEvent` | from when until when a pushed feed is known to have been heard, and which events came already |
        | `Notice` | a resource that changed, as its source said by an event; forgotten when a harvest has read it |
        | `AnalysisRun`, `Finding`, `FindingEvent` | what an analysis concluded, and its history; `because` are the paths, `sources`, `passes` and `ends` what they rest on |
        | `SavedView` | a list of findings under a name, its owner, and whether everybody sees it |
        | `SavedQuery` | a query of the library, its owner, and whether everybody sees it; queries do not read these |
        | `RemediationRun` | what is shown of a remediation; the evidence journal is the original |
        | `Lease` | which engine may make changes, until when; each taking has a higher `epoch`, and the journal refuses the intents of a lower one |
        | `User`, `ApiKey` | who uses Firebreak, with the roles, the sources and departments that they are limited to, and the Argon2id verifier; the keys of programs, as their SHA-256. No edge leads there |
        | `IdempotentRequest` | a request with an `Idempotency-Key`: a fingerprint of it, when it was begun, how it was answered; forgotten after 24 hours |
        | `Webhook`, `WebhookDelivery`, `WebhookCursor` | who outside is told of what, without the secret; the messages to them; how far it was looked for news |
        | `SchemaMigration` | which files of `cypher/schema` were applied |
        """);
    return page.toString().replace("\r\n", "\n");
  }

  private static String labels(List<NodeKind> kinds) {
    return kinds.stream().map(k -> "`" + k.label() + "`").collect(Collectors.joining(", "));
  }
}
