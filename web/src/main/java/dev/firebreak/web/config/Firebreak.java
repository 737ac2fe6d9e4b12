package dev.firebreak.web.config;

import dev.firebreak.analytics.run.AnalysisRules;
import dev.firebreak.analytics.run.AnalysisRun;
import dev.firebreak.analytics.run.AnalysisSteps;
import dev.firebreak.analytics.score.RiskWeights;
import dev.firebreak.analytics.toxic.SodRules;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.RunStates;
import dev.firebreak.graph.snapshot.SnapshotStore;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.ingest.correlate.Correlation;
import dev.firebreak.ingest.correlate.Correlator;
import dev.firebreak.ingest.correlate.ManualLink;
import dev.firebreak.ingest.correlate.ManualLinks;
import dev.firebreak.ingest.harvest.HarvestJournals;
import dev.firebreak.ingest.harvest.HarvestProgress;
import dev.firebreak.ingest.harvest.HarvestReceipt;
import dev.firebreak.ingest.harvest.Harvester;
import dev.firebreak.ingest.harvest.Harvester.AcceptedDrop;
import dev.firebreak.ingest.profile.ProfileStore;
import dev.firebreak.ingest.schema.SchemaWatch;
import dev.firebreak.ingest.source.SecretRef;
import dev.firebreak.ingest.source.SourceConfig;
import dev.firebreak.remediation.evidence.Evidence;
import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.remediation.evidence.Signing;
import dev.firebreak.remediation.evidence.export.Exports;
import dev.firebreak.scim.resource.ResourceType;
import dev.firebreak.web.config.FirebreakConfig.GraphConfig;
import dev.firebreak.web.meter.SourceMeters;
import dev.firebreak.web.rules.Rulebook;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One opened installation: its graph, its sources and what is done with them. Used by the command
/// line directly and by the web server; closing it lets the data folder go.
public final class Firebreak implements AutoCloseable {

  private final FirebreakConfig config;
  private final Clock clock;
  private final LocalDatabase.@Nullable Running local;
  private final IdentityGraph graph;
  private final SnapshotStore snapshots;
  private final RunStates states;
  private final SourceClients sources;
  private final SourceMeters meters;
  private final SchemaWatch schemas;
  private final Harvester harvester;
  private final Correlator correlator;
  private volatile Rules rules;
  private volatile Exports exports = new Exports(List.of());

  private record Rules(Rulebook book, AnalysisRules analysis) {}

  private Firebreak(
      FirebreakConfig config,
      Clock clock,
      LocalDatabase.@Nullable Running local,
      IdentityGraph graph,
      Rulebook rules) {
    this.config = config;
    this.clock = clock;
    this.local = local;
    this.graph = graph;
    this.snapshots = new SnapshotStore(graph, config.dataDir());
    this.states = new RunStates(config.dataDir().resolve("runs"));
    this.rules = new Rules(rules, ConfiguredRules.analysis(config, rules.rules()));
    List<SourceConfig> declared = Objects.requireNonNull(config.sources());
    this.meters = new SourceMeters(clock);
    this.schemas = new SchemaWatch(graph);
    ProfileStore profiles = new ProfileStore(graph);
    this.sources = new SourceClients(declared, source -> profiles.of(source).now(), clock, meters);
    HarvestJournals journals = new HarvestJournals(config.dataDir().resolve("harvests"));
    journals.tidy(declared.stream().map(SourceConfig::id).toList(), clock.instant());
    this.harvester =
        new Harvester(graph, clock, Objects.requireNonNull(config.sensitivity()), journals);
    this.correlator =
        new Correlator(graph, clock, declared, Objects.requireNonNull(config.correlation()));
  }

  /// Opens the data folder and the graph.
  ///
  /// @throws ConfigInvalid if a file that the configuration names cannot be used, or this build has
  ///   no embedded database and no `graph.uri` is given
  /// @throws DataFolderInUse if another process works on the folder
  public static Firebreak open(FirebreakConfig config, Clock clock) {
    Rulebook rules = ConfiguredRules.read(config);
    DataFolder.require(config.dataDir());
    GraphConfig external = config.graph();
    if (external != null) {
      SecretRef password = external.password();
      return new Firebreak(
          config,
          clock,
          null,
          IdentityGraph.connect(
              external.uri(),
              external.username(),
              password == null ? null : password.resolve().reveal()),
          rules);
    }
    LocalDatabase database =
        LocalDatabase.find()
            .orElseThrow(() ->
                new ConfigInvalid(
                    "This build contains no database. Set graph.uri to a Neo4j server.", null));
    LocalDatabase.Running running = database.start(config.dataDir().resolve("graph"));
    try {
      return new Firebreak(
          config, clock, running, IdentityGraph.connect(running.uri(), null, null), rules);
    } catch (RuntimeException e) {
      running.close();
      throw e;
    }
  }

  public FirebreakConfig config() {
    return config;
  }

  public Clock clock() {
    return clock;
  }

  public IdentityGraph graph() {
    return graph;
  }

  public SourceClients sources() {
    return sources;
  }

  public SourceMeters meters() {
    return meters;
  }

  public SchemaWatch schemas() {
    return schemas;
  }

  public Harvester harvester() {
    return harvester;
  }

  public Correlator correlator() {
    return correlator;
  }

  /// The graph as the last analyses saw it.
  public RunStates runStates() {
    return states;
  }

  public AnalysisRules analysisRules() {
    return rules.analysis();
  }

  /// The rulesets of which [#analysisRules()] are made.
  public Rulebook rulebook() {
    return rules.book();
  }

  /// Why rules cannot be used with this configuration, in a sentence.
  public Optional<String> objection(SodRules wanted) {
    return ConfiguredRules.missing(config, wanted);
  }

  /// Goes by other rulesets from the next question and the next analysis on.
  public void goBy(Rulebook book) {
    rules = new Rules(book, ConfiguredRules.analysis(config, book.rules()));
  }

  /// What risk scores are made of.
  public RiskWeights riskWeights() {
    RiskConfig risks = Objects.requireNonNull(config.analysis()).risks();
    return Objects.requireNonNull(Objects.requireNonNull(risks).weights()).weights();
  }

  /// Where the evidence journal is.
  public Path evidenceFolder() {
    return config.evidenceFolder();
  }

  /// Opens the evidence journal, to be signed with the key that the configuration names.
  ///
  /// @throws dev.firebreak.remediation.evidence.EvidenceInUse if somebody else writes it
  public EvidenceLog openEvidence() {
    exports = exports(config, clock);
    return openEvidence(config, clock, exports);
  }

  /// Opens the evidence journal of an installation that is not open otherwise.
  ///
  /// @throws dev.firebreak.remediation.evidence.EvidenceInUse if somebody else writes it
  public static EvidenceLog openEvidence(FirebreakConfig config, Clock clock) {
    return openEvidence(config, clock, exports(config, clock));
  }

  private static EvidenceLog openEvidence(FirebreakConfig config, Clock clock, Exports exports) {
    Signing signing = Signing.with(config.evidenceKey()).telling(exports);
    return EvidenceLog.open(config.evidenceFolder(), signing, clock);
  }

  private static Exports exports(FirebreakConfig config, Clock clock) {
    return Objects.requireNonNull(config.evidence()).exports(config.evidenceFolder(), clock);
  }

  /// Which sinks did not take the last checkpoint, by name, and why.
  public Map<String, String> exportProblems() {
    return exports.problems();
  }

  /// What a harvest of several sources led to.
  ///
  /// @param problems what could not be used, each a sentence
  public record HarvestReport(
      List<HarvestReceipt> receipts, Correlation correlation, List<String> problems) {

    /// Whether the graph follows every source.
    public boolean complete() {
      return receipts.stream().allMatch(HarvestReceipt::followed);
    }
  }

  /// Harvests sources, correlates accounts and reads the usage feeds. One that is cancelled begins
  /// no further source and reads no feed.
  ///
  /// @param wanted the sources, in order
  public HarvestReport harvest(List<SourceConfig> wanted, HarvestProgress progress) {
    return new HarvestRound(this, progress).harvest(wanted);
  }

  /// The same, but of sources that can be asked for it, or that push notices, only what changed
  /// since the graph last followed them is read.
  public HarvestReport update(List<SourceConfig> wanted, HarvestProgress progress) {
    return new HarvestRound(this, progress).update(wanted);
  }

  /// What is going to be read of sources: their endpoints, in order, by source.
  public static Map<String, List<String>> endpoints(List<SourceConfig> sources) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    sources.forEach(source ->
        all.put(source.id(), source.reads().stream().map(ResourceType::endpoint).toList()));
    return all;
  }

  /// Believes the quarantined harvest of a source after all, and correlates what is left.
  ///
  /// @param stamp the harvest that was looked at; null for the one in quarantine, whichever it is
  /// @param by who decides
  /// @param evidence where that is kept before anything goes
  /// @return empty when no harvest of this source is in quarantine, or another one
  public Optional<AcceptedDrop> acceptDrop(
      String source, @Nullable String stamp, String by, EvidenceLog evidence) {
    Optional<AcceptedDrop> accepted =
        harvester.acceptDrop(
            source,
            stamp,
            by,
            harvest -> evidence.append(new Evidence.DropAccepted(source, harvest, by)).at());
    if (accepted.isPresent()) {
      correlator.correlate();
    }
    return accepted;
  }

  /// Gives an account to an identity, or to nobody, by hand, and correlates again.
  ///
  /// @param identity key of the identity; null for nobody
  /// @param by who decides
  /// @param evidence where that is kept before the graph says so
  /// @throws ManualLinks.Refused if it cannot be decided so
  public ManualLink linkByHand(
      String account, @Nullable String identity, String by, String reason, EvidenceLog evidence) {
    ManualLink decided =
        new ManualLinks(graph)
            .decide(
                account,
                identity,
                by,
                reason,
                sources.all().stream()
                    .filter(SourceConfig::authoritative)
                    .map(SourceConfig::id)
                    .collect(Collectors.toUnmodifiableSet()),
                why ->
                    evidence.append(new Evidence.AccountLinked(account, identity, by, why)).at());
    correlator.correlate();
    return decided;
  }

  /// Takes back what was decided by hand of an account, and lets the rules decide again.
  ///
  /// @param evidence where that is kept before they do
  /// @throws ManualLinks.Refused if nothing was decided by hand, or the reason says nothing
  public void withdrawLink(String account, String by, String reason, EvidenceLog evidence) {
    new ManualLinks(graph)
        .withdraw(
            account, reason, why -> evidence.append(new Evidence.LinkWithdrawn(account, by, why)));
    correlator.correlate();
  }

  /// Decides again whose each account is.
  public void correlate() {
    correlator.correlate();
  }

  /// Runs every analysis over the graph as it is now.
  public AnalysisRun analyse() {
    return analyse(AnalysisSteps.SILENT);
  }

  /// The same, and tells how far it is.
  public AnalysisRun analyse(AnalysisSteps steps) {
    return AnalysisRun.execute(graph, snapshots, states, rules.analysis(), steps, clock);
  }

  /// The graph as it is now; only the parts that changed since the last time are read.
  public GraphSnapshot snapshot() {
    return snapshots.at(clock.instant());
  }

  @Override
  public void close() {
    sources.close();
    meters.close();
    graph.close();
    if (local != null) {
      local.close();
    }
  }
}
