package dev.firebreak.remediation.policy;

import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.slice.Exhibit;
import dev.firebreak.remediation.evidence.Evidence;
import dev.firebreak.remediation.evidence.EvidenceBroken;
import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.remediation.evidence.PolicyEvidence;
import dev.firebreak.remediation.plan.ChangeSet;
import dev.firebreak.remediation.plan.Proposal;
import dev.firebreak.remediation.plan.RemediationRefused;
import dev.firebreak.remediation.plan.RemediationRefused.Reason;
import dev.firebreak.remediation.run.ApprovalRules;
import dev.firebreak.remediation.run.DryRun;
import dev.firebreak.remediation.run.ItemState;
import dev.firebreak.remediation.run.Remediation;
import dev.firebreak.remediation.run.Run;
import dev.firebreak.remediation.watch.Watch;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Acts for policies: plans, tries, and where a policy goes so far, approves on the word of those
/// who approved the policy, and carries out. One run after the other; each is a plan like any
/// other. Safe for use by several threads; one policy acts at a time, and can be stopped meanwhile.
public final class UnattendedRuns {

  private static final int SHORTEST_NOTE = 4;

  private final Remediation engine;
  private final EvidenceLog evidence;
  private final Watch watch;
  private final Work work;
  private final ApprovalRules rules;
  private final Clock clock;
  private final PolicyBook book = new PolicyBook();
  private final ReentrantLock acting = new ReentrantLock();

  /// What a policy works on.
  public interface Work {

    /// The open findings as they are now, the worst first.
    List<Finding> open();

    /// The smallest fix for a finding on the graph as it is now.
    Proposal proposal(Finding finding);

    /// A finding as it is now, with the part of the graph that proves it.
    Exhibit exhibit(Finding finding);

    /// Whether a plan for a finding waits or is under way.
    boolean isPlanned(Finding finding);

    /// A run has ended: the graph and the findings are to follow.
    void ended(Run run);
  }

  /// @param rules who may approve policies, and whether it takes two of them
  public UnattendedRuns(
      Remediation engine,
      EvidenceLog evidence,
      Watch watch,
      Work work,
      ApprovalRules rules,
      Clock clock) {
    this.rules = rules;
    this.engine = engine;
    this.evidence = evidence;
    this.watch = watch;
    this.work = work;
    this.clock = clock;
  }

  /// How a policy stands.
  ///
  /// @param hash of its text
  /// @param warrant who stands behind it
  /// @param notInForce why it does not act, null where it does
  /// @param changes how many changes it began to make in the last 24 hours
  /// @param acted when it acted last, null before it did
  /// @param runs what it proposed then
  /// @param said what came of it
  public record State(
      Policy policy,
      String hash,
      Warrant warrant,
      @Nullable String notInForce,
      int changes,
      @Nullable Instant acted,
      List<String> runs,
      String said) {}

  /// How a policy stands now.
  public synchronized State state(Policy policy) {
    book.read(evidence);
    Warrant warrant = warrant(policy);
    Optional<PolicyBook.Acted> last = book.last(policy);
    return new State(
        policy,
        policy.hash(),
        warrant,
        notInForce(policy, warrant).orElse(null),
        book.changes(policy, clock.instant()),
        last.map(PolicyBook.Acted::at).orElse(null),
        last.map(acted -> acted.what().runs()).orElse(List.of()),
        last.map(acted -> acted.what().detail()).orElse(""));
  }

  private Optional<String> notInForce(Policy policy, Warrant warrant) {
    return switch (policy.mode()) {
      case PROPOSE -> Optional.empty();
      case RUN -> warrant.missing(rules.ofPolicy());
    };
  }

  /// Those who stand behind a policy and may still approve.
  private synchronized Warrant warrant(Policy policy) {
    book.read(evidence);
    return book.warrant(policy).by(rules);
  }

  /// One finding, judged for a policy.
  ///
  /// @param changes what would be changed, in words; empty where nothing would
  /// @param not why the policy leaves it alone, null where it would close it
  public record Judged(Finding finding, List<String> changes, @Nullable String not) {}

  /// What a policy would do now to the findings that it is about; nothing is planned.
  ///
  /// @param most how many findings are judged at most
  public List<Judged> preview(Policy policy, int most) {
    PolicyChoice choice = new PolicyChoice(policy, watch::fight);
    List<Judged> judged = new ArrayList<>();
    int left = left(policy);
    for (Finding finding : work.open().stream().filter(policy::concerns).limit(most).toList()) {
      Proposal proposal = work.proposal(finding);
      Optional<String> not =
          work.isPlanned(finding)
              ? Optional.of("A plan for it waits already.")
              : choice.not(proposal, left);
      if (not.isEmpty()) {
        left -= proposal.changes().size();
      }
      judged.add(
          new Judged(
              finding,
              proposal.changes().stream().map(change -> change.sentence()).toList(),
              not.orElse(null)));
    }
    return judged;
  }

  private synchronized int left(Policy policy) {
    book.read(evidence);
    return policy.dailyLimit() - book.changes(policy, clock.instant());
  }

  /// Puts a person behind the text of a policy.
  ///
  /// @param hash the text that the person was shown
  /// @throws RemediationRefused NOT_ALLOWED, if that person approves nothing; ALTERED, if the
  ///   policy has another text; OUT_OF_ORDER without a note or if that person approved it before;
  ///   NO_EVIDENCE
  public synchronized State approve(Policy policy, String hash, String by, @Nullable String note) {
    book.read(evidence);
    String why = note == null ? "" : note.strip();
    Optional<String> mayNot = rules.approvers().mayNot(by);
    if (mayNot.isPresent()) {
      throw new RemediationRefused(Reason.NOT_ALLOWED, mayNot.get());
    }
    if (!policy.hash().equals(hash)) {
      throw new RemediationRefused(
          Reason.ALTERED,
          "Policy %s has another text than the one that was shown. Read it again."
              .formatted(policy.id()));
    }
    if (why.length() < SHORTEST_NOTE) {
      throw new RemediationRefused(
          Reason.OUT_OF_ORDER,
          "Policy %s is not approved: say why it is right, in %d characters or more; an auditor will read it."
              .formatted(policy.id(), SHORTEST_NOTE));
    }
    if (warrant(policy).approvals().stream().anyMatch(each -> each.by().equals(by))) {
      throw new RemediationRefused(
          Reason.OUT_OF_ORDER, "%s approved policy %s already.".formatted(by, policy.id()));
    }
    append(new PolicyEvidence.PolicyApproved(policy.id(), hash, by, why, policy.content()));
    return state(policy);
  }

  /// Stops a policy: nobody stands behind its text any more.
  ///
  /// @throws RemediationRefused OUT_OF_ORDER without a reason; NO_EVIDENCE
  public synchronized State withdraw(Policy policy, String by, @Nullable String reason) {
    if (reason == null || reason.strip().length() < SHORTEST_NOTE) {
      throw new RemediationRefused(
          Reason.OUT_OF_ORDER,
          "Say why policy %s is stopped, in %d characters or more."
              .formatted(policy.id(), SHORTEST_NOTE));
    }
    append(new PolicyEvidence.PolicyWithdrawn(policy.id(), policy.hash(), by, reason.strip()));
    return state(policy);
  }

  /// Lets a policy act once, in the calling thread.
  ///
  /// @throws RemediationRefused NOT_ALLOWED, if it is not in force; NO_EVIDENCE
  public State act(Policy policy) {
    acting.lock();
    try {
      Warrant warrant = warrant(policy);
      Optional<String> not = notInForce(policy, warrant);
      if (not.isPresent()) {
        throw new RemediationRefused(Reason.NOT_ALLOWED, not.get());
      }
      Round round = new Round(policy, warrant, left(policy));
      round.go();
      append(
          new PolicyEvidence.PolicyActed(
              policy.id(), policy.hash(), round.runs, round.tried.size(), round.sentence()));
      return state(policy);
    } finally {
      acting.unlock();
    }
  }

  /// One time that a policy acts.
  private final class Round {
    private final Policy policy;
    private final Warrant warrant;
    private final PolicyChoice choice;
    private final Set<String> tried = new HashSet<>();
    private final List<String> runs = new ArrayList<>();
    private int left;
    private int spared;
    private @Nullable String ended;

    Round(Policy policy, Warrant warrant, int left) {
      this.policy = policy;
      this.warrant = warrant;
      this.choice = new PolicyChoice(policy, watch::fight);
      this.left = left;
    }

    void go() {
      Optional<Finding> next = next();
      while (next.isPresent() && ended == null) {
        ended = notInForce(policy, warrant(policy)).orElse(null);
        if (ended != null) {
          return;
        }
        tried.add(next.get().id());
        try {
          close(next.get());
        } catch (RemediationRefused refused) {
          if (refused.reason() == Reason.NOTHING_TO_DO || refused.reason() == Reason.UNREADABLE) {
            spared++;
          } else {
            ended = String.valueOf(refused.getMessage());
          }
        }
        next = next();
      }
    }

    private Optional<Finding> next() {
      return work.open().stream()
          .filter(policy::concerns)
          .filter(finding -> !tried.contains(finding.id()))
          .findFirst();
    }

    private void close(Finding finding) {
      Proposal proposal = work.proposal(finding);
      if (work.isPlanned(finding) || choice.not(proposal, left).isPresent()) {
        spared++;
        return;
      }
      Run run =
          engine.propose(ChangeSet.of(proposal), List.of(work.exhibit(finding)), policy.actor());
      DryRun dryRun = engine.dryRun(run.id(), policy.actor());
      runs.add(run.id());
      left -= run.plan().changes().size();
      if (policy.mode() == Policy.Mode.PROPOSE) {
        return;
      }
      if (dryRun.items().size() != dryRun.count(DryRun.Verdict.WOULD_SEND)) {
        ended = "Run %s was not started: its dry run is not clear.".formatted(run.id());
        return;
      }
      engine.approveUnder(run.id(), run.plan().hash(), policy.actor(), warrant.words());
      Run done = engine.commit(run.id(), policy.actor());
      work.ended(done);
      if (done.count(ItemState.VERIFIED) + done.count(ItemState.NOOP) < done.items().size()) {
        ended = "Run %s did not end as planned, so nothing further was done.".formatted(run.id());
      }
    }

    String sentence() {
      String end = ended;
      return "%d of %d findings were acted on, %d left alone.%s"
          .formatted(runs.size(), tried.size(), spared, end == null ? "" : ' ' + end);
    }
  }

  private void append(Evidence piece) {
    try {
      evidence.append(piece);
    } catch (EvidenceBroken broken) {
      throw new RemediationRefused(Reason.NO_EVIDENCE, String.valueOf(broken.getMessage()));
    }
  }
}
