package dev.firebreak.remediation.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.remediation.plan.Live;
import dev.firebreak.remediation.plan.LiveReader.Reading;
import dev.firebreak.remediation.plan.NeverTouch;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.Precondition;
import dev.firebreak.remediation.plan.RemoveMember;
import dev.firebreak.remediation.plan.Sources;
import dev.firebreak.remediation.run.Inspection.Found;
import dev.firebreak.scim.client.CapabilityClaim;
import dev.firebreak.scim.client.ScimClient;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/// One look at a source, with all around it as a test wants it.
abstract class OneLook {
  static final RemoveMember OUT = Estate.out("g1", "Finance", 1);
  static final NodeKey SAFE = Estate.key("ContainerPermission", "p1");
  static final String OF_FINANCE = "\"group\":{\"value\":\"g1\"}";

  @TempDir Path folder;
  final TestClock clock = new TestClock();
  final TestTarget target = new TestTarget();
  final TestSurroundings surroundings = new TestSurroundings(clock);
  Guardrails guardrails = Estate.LENIENT;
  boolean byHand;
  EvidenceLog evidence;

  @BeforeEach
  void open() {
    evidence = EvidenceLog.open(folder, clock);
    target.users("u1", "u2", "u3", "u4").group("g1", "Finance", "u1", "u2", "u3");
  }

  @AfterEach
  void close() throws Exception {
    evidence.close();
  }

  Sources sources() {
    return new Sources() {
      @Override
      public boolean knows(String source) {
        return !byHand;
      }

      @Override
      public ScimClient client(String source) {
        throw new AssertionError("it is read through the target");
      }

      @Override
      public CapabilityClaim capabilities(String source) {
        return CapabilityClaim.UNKNOWN;
      }

      @Override
      public boolean isByHand(String source) {
        return byHand;
      }
    };
  }

  Inspection inspection() {
    Ledger ledger = new Ledger(evidence, guardrails.breaker());
    return new Inspection(sources(), target, guardrails, surroundings, ledger, clock);
  }

  Live live(PlannedChange change) {
    return target.read(change) instanceof Reading.Shown(var live) ? live : Live.NOTHING;
  }

  Precondition before(PlannedChange change) {
    return Precondition.of(change, live(change), change.valuesIn(live(change).resource()));
  }

  Found look(PlannedChange change) {
    return inspection().look(change, before(change), null, UnaryOperator.identity());
  }

  static void denied(Found found, String why) {
    assertThat(found).isInstanceOf(Found.Denied.class);
    assertThat(((Found.Denied) found).reason()).isEqualTo(why);
  }

  void allowed(PlannedChange change) {
    Live shown = live(change);
    assertThat(look(change)).isEqualTo(new Found.Clear(shown, change.valuesIn(shown.resource())));
  }

  static ArrayNode list(String json) {
    return (ArrayNode) JsonMapper.shared().readTree(json);
  }

  void spare(String... names) {
    guardrails =
        Estate.LENIENT.with(new Protection(NeverTouch.of(names), NeverTouch.NONE, NeverTouch.NONE));
  }

  void watchAdmins() {
    Guardrails usual = Estate.LENIENT;
    guardrails =
        new Guardrails(
            usual.budget(),
            usual.protection(),
            AdminGroups.STANDARD,
            usual.approval(),
            usual.breaker(),
            null,
            usual.maxHarvestAge(),
            1_000,
            false);
  }
}
