package dev.firebreak.ingest.map;

import static dev.firebreak.graph.schema.EdgeKind.HOLDS;
import static dev.firebreak.ingest.scene.Served.json;
import static dev.firebreak.scim.resource.ResourceType.USER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.graph.model.IdentityKind;
import dev.firebreak.ingest.scene.Served;
import dev.firebreak.ingest.source.SourceConfig.Kind;
import dev.firebreak.ingest.source.SourceMapping;
import dev.firebreak.scim.resource.ScimResource;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Users, and how the kind of one is told.
class UserMappingTest {

  private static AccountRow account(String resource) {
    return Mapped.of(USER, resource).accounts().getFirst();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      textBlock =
          """
          true      | true  | -
          false     | false | -
          'TRUE'    | true  | -
          'False'   | false | -
          null      | -     | -
          'perhaps' | -     | source s: User 1: active is neither true nor false; it counts as unknown
          7         | -     | source s: User 1: active is neither true nor false; it counts as unknown
          {}        | -     | source s: User 1: active is neither true nor false; it counts as unknown
          """)
  void activeIsTrueFalseOrUnknownNeverGuessed(String active, Boolean expected, String problem) {
    MappedRows rows = Mapped.of(USER, "{'id':'1','userName':'a','active':" + active + "}");
    assertThat(rows.accounts().getFirst().active()).isEqualTo(expected);
    assertThat(rows.problems()).isEqualTo(problem == null ? List.of() : List.of(problem));
  }

  @Test
  void aUserWithoutActiveIsUnknown() {
    assertThat(account("{'id':'1','userName':'a'}").active()).isNull();
  }

  @Test
  void theNameIsTheBestThereIs() {
    assertThat(
            account("{'id':'1','userName':'a','displayName':'D','name':{'formatted':'F'}}").name())
        .isEqualTo("D");
    assertThat(account("{'id':'1','userName':'a','name':{'formatted':'F'}}").name()).isEqualTo("F");
    assertThat(account("{'id':'1','userName':'a','name':{'familyName':'L'}}").name())
        .isEqualTo("L");
    assertThat(account("{'id':'1','userName':'a'}").name()).isEqualTo("a");
  }

  @Test
  void aUserWithoutAUserNameIsKeptByItsIdAndSaidSo() {
    MappedRows rows = Mapped.of(USER, "{'id':'1','userName':{'x':1}}");
    assertThat(rows.accounts().getFirst().userName()).isEqualTo("1");
    assertThat(rows.problems())
        .containsExactly(
            "source s: User 1: userName is no text; it counts as unknown",
            "source s: User 1: userName is missing; the id stands for it");
  }

  @Test
  void attributesOfTheWrongTypeAreNamedAndTheRestIsKept() {
    MappedRows rows =
        Mapped.of(
            USER,
            """
            {'id':'1','userName':'a','displayName':{'x':[]},'title':true,'emails':'a@x.example',
             'entitlements':[{'display':'no value'},{'value':'e','since':'yesterday'},17,[]],
             'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User':
               {'department':[{}],'employeeNumber':42}}\
            """);
    AccountRow account = rows.accounts().getFirst();
    assertThat(account.name()).isEqualTo("a");
    assertThat(account.title()).isEqualTo("true");
    assertThat(account.email()).isEqualTo("a@x.example");
    assertThat(account.employeeNumber()).isEqualTo("42");
    assertThat(account.department()).isNull();
    assertThat(rows.edges().get(HOLDS))
        .extracting(row -> row.to().getFirst())
        .containsExactly("s/Entitlement/e", "s/Entitlement/17");
    assertThat(rows.problems())
        .containsExactlyInAnyOrder(
            "source s: User 1: displayName is no text; it counts as unknown",
            "source s: User 1: urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department is no text; it counts as unknown",
            "source s: User 1: entitlements has an element without a value; it is not read",
            "source s: User 1: entitlements has an element without a value; it is not read",
            "source s: User 1: entitlements.since is not a time but 'yesterday'; it counts as unknown");
  }

  @Test
  void theKindMayComeFromANamePatternAndOwnerAndCustomAttributeFromAnywhere() {
    SourceMapping mapping =
        new SourceMapping(
            null,
            null,
            null,
            null,
            new SourceMapping.Match("userName", null, "SVC-*"),
            new SourceMapping.Match("userName", null, "*.bot.*"),
            null,
            null,
            null,
            null,
            null,
            "urn:example:Badge:number",
            "urn:example:Owner:mail");
    MappedRows rows = MappedRows.empty();
    ResourceMapping mapped =
        new ResourceMapping(
            Served.declared("s", Kind.DIRECTORY, URI.create("https://s.example"), mapping),
            List.of());
    for (String user :
        List.of(
            "{'id':'1','userName':'svc-pay','urn:example:Owner':{'mail':'a@x.example'}}",
            "{'id':'2','userName':'it.bot.7'}",
            "{'id':'3','userName':'ana.svc-','urn:example:Badge':{'number':42}}")) {
      mapped.map(USER, ScimResource.parse(json(user)), rows);
    }
    assertThat(rows.accounts())
        .extracting(AccountRow::kind, AccountRow::owner, AccountRow::correlation)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple(IdentityKind.SERVICE, "a@x.example", null),
            org.assertj.core.api.Assertions.tuple(IdentityKind.AGENT, null, null),
            org.assertj.core.api.Assertions.tuple(IdentityKind.PERSON, null, "42"));
  }

  @Test
  void theKindComesFromDeclaredAttributes() {
    assertThat(account("{'id':'1','userName':'a','userType':'SERVICE'}").kind())
        .isEqualTo(IdentityKind.SERVICE);
    assertThat(account("{'id':'1','userName':'a','userType':'agent'}").kind())
        .isEqualTo(IdentityKind.AGENT);
    assertThat(account("{'id':'1','userName':'a','userType':'Employee'}").kind())
        .isEqualTo(IdentityKind.PERSON);
    MappedRows undeclared = MappedRows.empty();
    new ResourceMapping(
            Served.declared(
                "s", Kind.DIRECTORY, URI.create("https://s.example"), SourceMapping.DEFAULT),
            List.of())
        .map(USER, ScimResource.parse("{\"id\":\"1\",\"userName\":\"a\"}"), undeclared);
    assertThat(undeclared.accounts().getFirst().kind()).isEqualTo(IdentityKind.UNKNOWN);
  }
}
