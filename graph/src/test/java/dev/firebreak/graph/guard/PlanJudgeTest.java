package dev.firebreak.graph.guard;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanJudgeTest {

  private static PlanStep plan(String operator, String details) {
    return new PlanStep(
        "ProduceResults",
        "n",
        List.of(
            new PlanStep(
                "Filter", "n.name = $x", List.of(new PlanStep(operator, details, List.of())))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          NodeByLabelScan ~ n:Account
          NodeByLabelScan ~ `the node`:Account
          UnionNodeByLabelsScan ~ n:Account|Group
          IntersectionNodeByLabelsScan ~ n:Account&Node
          SubtractionNodeByLabelsScan ~ n:Account&!Group
          NodeUniqueIndexSeek ~ UNIQUE n:Node(key) WHERE key = $key, cache[n.key]
          NodeIndexSeekByRange ~ RANGE INDEX n:Node(name) WHERE name STARTS WITH $x
          DirectedRelationshipTypeScan ~ ()-[r:OWNS]->()
          UndirectedUnionRelationshipTypesScan ~ (x)-[r:OWNS|MEMBER_OF]-(y)
          Expand(All) ~ (a)<-[:MEMBER_OF]-(b)
          VarLengthExpand(Pruning,BFS,All) ~ (a)-[:MEMBER_OF*..2147483647]->(g)
          ShortestPath ~ p = (a)-[anon_0:MEMBER_OF*..5]->(y)
          NodeCountFromCountStore ~ count( (:Account) ) AS n
          RelationshipCountFromCountStore ~ count( (:Account)-[:MEMBER_OF]->() ) AS n
          Argument ~ a
          """)
  void stepsWithinTheVocabularyPass(String operator, String details) {
    PlanJudge.judge(plan(operator, details));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          AllNodesScan ~ n
          DirectedAllRelationshipsScan ~ ()-[r]->()
          UndirectedAllRelationshipsScan ~ ()-[r]-()
          DynamicLabelNodeLookup ~ n:$all($x)
          DynamicDirectedRelationshipTypeLookup ~ (a)-[r:$all($t)]->()
          NodeByElementIdSeek ~ n WHERE elementId(n) = $x
          NodeByIdSeek ~ n WHERE id(n) = $x
          NodeByLabelScan ~ u:User
          NodeByLabelScan ~ `a:Account`:User
          UnionNodeByLabelsScan ~ n:Account|User
          IntersectionNodeByLabelsScan ~ n:Account&User
          NodeUniqueIndexSeek ~ UNIQUE k:ApiKey(hash) WHERE hash = $x
          NodeIndexSeek ~ RANGE INDEX u:User(name) WHERE name = $x
          MultiNodeIndexSeek ~ RANGE INDEX a:Account(name), u:User(name)
          DirectedRelationshipTypeScan ~ ()-[r:HAS_KEY]->()
          DirectedUnionRelationshipTypesScan ~ ()-[r:OWNS|HAS_KEY]->()
          DirectedRelationshipIndexScan ~ ()-[r:OWNS(since)]->()
          Expand(All) ~ (a)-[r]->(b)
          Expand(All) ~ (a)--(b)
          Expand(Into) ~ (a)-[:HAS_KEY]->(b)
          VarLengthExpand(All) ~ (a)-[r*..3]->(b)
          ShortestPath ~ p = (a)-[r*]-(b)
          NodeCountFromCountStore ~ count( (:User) ) AS n
          NodeCountFromCountStore ~ count( () ) AS n
          NodeCountFromCountStore ~ count( (:Account), (:User) ) AS n
          RelationshipCountFromCountStore ~ count( ()-[]->() ) AS n
          RelationshipCountFromCountStore ~ count( ()-[:HAS_KEY]->() ) AS n
          ProcedureCall ~ db.labels() :: (label :: STRING)
          LoadCSV ~ line
          ShowSettings ~ allSettings
          ShowTransactions ~ x
          TerminateTransactions ~ x
          Create ~ (n:X)
          Merge ~ (n:X)
          SetProperty ~ n.x
          Delete ~ n
          Foreach ~ x
          TransactionForeach ~ IN TRANSACTIONS
          TransactionApply ~ IN TRANSACTIONS
          RemoteBatchProperties ~ x
          StatefulShortestPath(All) ~ x
          Repeat(All, Trail) ~ x
          Repeat(Somehow) ~ x
          WhateverComesNext ~ n:Account
          """)
  void everyOtherStepEndsTheQuery(String operator, String details) {
    assertThatThrownBy(() -> PlanJudge.judge(plan(operator, details)))
        .isInstanceOf(CypherRefused.class);
  }
}
