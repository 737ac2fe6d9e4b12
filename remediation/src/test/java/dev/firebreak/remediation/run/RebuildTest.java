package dev.firebreak.remediation.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.testkit.SharedNeo4j;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The graph has lost its copy of the runs, and gets it again from the evidence.
@ExtendWith(SharedNeo4j.class)
class RebuildTest {
  @TempDir Path folder;
  private Estate estate;

  @BeforeEach
  void open() throws Exception {
    SharedNeo4j.clear();
    estate = Estate.in(folder);
  }

  @AfterEach
  void close() throws Exception {
    estate.close();
  }

  @Test
  void aRunIsAsItWasWithItsDryRunAndItsTimes() {
    Remediation engine = estate.engine();
    Run tried = estate.tried(engine, Estate.MARTA_OUT, Estate.PAY_OFF);
    Run done = engine.commit(estate.approved(engine, Estate.HANA_OUT).id(), "ana");
    Run before = estate.store.find(tried.id()).orElseThrow();
    assertThat(before.dryRun()).isNotNull();

    SharedNeo4j.clear();
    assertThat(estate.store.find(tried.id())).isEmpty();
    assertThat(engine.rebuild()).isEqualTo(2);

    assertThat(estate.store.find(tried.id())).contains(before);
    assertThat(estate.store.find(tried.id()).orElseThrow().state()).isEqualTo(RunState.DRY_RUN);
    assertThat(estate.store.find(done.id())).contains(done);
    assertThat(engine.approve(tried.id(), tried.plan().hash(), "ben", "fine").state())
        .as("a plan that was tried before need not be tried again")
        .isEqualTo(RunState.APPROVED);
  }
}
