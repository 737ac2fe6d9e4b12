package dev.firebreak.scim.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebreak.scim.resource.ScimResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScimFilterTest {
  private final ScimResource barbara =
      ScimResource.parse(
          """
          {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
           "id": "aB", "userName": "bjensen", "userType": "Employee", "title": "Boss", "active": true,
           "logins": 10, "name": {"familyName": "O'Malley"}, "nickName": "", "empty": {"value": null}, "odd": "a\\"b\\\\c",
           "emails": [{"type": "work", "value": "b@example.com"}, {"type": "home", "value": "b@example.org"}],
           "rights": ["Use", "List"],
           "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"department": "Tour"},
           "meta": {"resourceType": "User", "lastModified": "2011-05-13T04:42:34+02:00", "version": "v1"}}
          """);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "userName eq \"bjensen\"",
        "UserName Eq \"BJENSEN\"",
        "name.familyName co \"O'Malley\"",
        "userName sw \"b\"",
        "userName ew \"SEN\"",
        "urn:ietf:params:scim:schemas:core:2.0:User:userName sw \"B\"",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq \"tour\"",
        "title pr",
        "emails pr",
        "meta.lastModified gt \"2011-05-13T02:42:33Z\"",
        "meta.lastModified le \"2011-05-13T02:42:34Z\"",
        "title pr and userType eq \"Employee\"",
        "title pr or userType eq \"Intern\"",
        "schemas eq \"urn:ietf:params:scim:schemas:core:2.0:User\"",
        "userType eq \"Employee\" and (emails co \"example.com\" or emails.value co \"example.net\")",
        "userType ne \"Intern\" and not (emails co \"example.net\")",
        "emails[type eq \"work\" and value co \"@example.com\"]",
        "emails[type eq \"x\"] or emails[not(type eq \"x\")]",
        "rights[value eq \"use\"]",
        "rights eq \"LIST\"",
        "rights.value eq \"list\"",
        "active eq true",
        "logins ge 10",
        "logins eq 1e1",
        "emails.type ne \"work\"",
        "nothing ne \"x\"",
        "meta.lastModified eq \"2011-05-13T02:42:34.000Z\"",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User pr",
        "userName eq\"bjensen\"and(title pr)",
        "logins lt 10.5",
        "title ne null",
        "nothing eq null",
        "not (nickName pr)",
        "odd eq \"a\\\"b\\\\c\"",
        "odd eq \"\\u0061\\\"b\\\\c\"",
        "nothing pr and nothing pr or title pr",
        "title pr or nothing pr and nothing pr",
        "  ( ( title   pr ) )  "
      })
  void theseMatch(String filter) {
    assertThat(ScimFilter.parse(filter).matches(barbara)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id eq \"ab\"",
        "meta.version eq \"V1\"",
        "nickName pr",
        "nothing pr",
        "title eq null",
        "emails[type eq \"home\" and value co \"@example.com\"]",
        "(nothing pr or title pr) and nothing pr",
        "not (title pr) or nothing pr",
        "active eq \"true\"",
        "logins eq \"10\"",
        "userName gt \"bjensen\"",
        "nothing eq \"x\"",
        "nothing ne null",
        "not (emails.type eq \"work\")",
        "title gt 5",
        "empty pr",
        "empty[not (value pr)]",
        "urn:ietf:params:scim:schemas:core:2.0:Group:userName pr"
      })
  void theseDoNot(String filter) {
    assertThat(ScimFilter.parse(filter).matches(barbara)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "a pr or b pr and c pr | a pr or b pr and c pr",
        "(a pr or b pr) and c pr | (a pr or b pr) and c pr",
        "(a pr and b pr) or c pr | a pr and b pr or c pr",
        "a pr AND (b pr And c pr) | a pr and (b pr and c pr)",
        "NOT(a PR) | not (a pr)",
        "not eq 1.50 | not eq 1.5",
        "a[b EQ \"x\" or not (c pr)] | a[b eq \"x\" or not (c pr)]"
      })
  void printingKeepsTheShapeAndDropsWhatItDoesNotNeed(String read, String printed) {
    assertThat(ScimFilter.parse(read).print()).isEqualTo(printed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~~ | 0 | expected an attribute",
        "userName | 8 | expected eq",
        "userName xx \"a\" | 9 | expected eq",
        "userName eq | 11 | expected a string",
        "userName eq 'a' | 12 | double quotes",
        "userName eq \"a | 12 | no closing quote",
        "userName eq \"\\q\" | 12 | not valid JSON",
        "userName eq {} | 12 | expected a string",
        "userName eq TRUE | 12 | expected a string",
        "active gt true | 7 | cannot compare",
        "title co null | 6 | cannot compare",
        "a pr and | 8 | expected an attribute",
        "a pr xor b pr | 5 | expected \"and\" or \"or\"",
        "(a pr | 5 | expected \")\"",
        "a pr) | 4 | expected \"and\"",
        "a[b pr | 6 | expected \"]\"",
        "a[b[c pr]] | 3 | cannot stand inside",
        "a.b[c pr] | 0 | not on a sub-attribute",
        "1a pr | 0 | no attribute name",
        "not a pr | 4 | expected eq"
      })
  void anInvalidFilterSaysWhereAndWhy(String filter, int position, String why) {
    assertThatThrownBy(() -> ScimFilter.parse(filter))
        .isInstanceOfSatisfying(
            FilterSyntaxException.class, e -> assertThat(e.position()).isEqualTo(position))
        .hasMessageContaining("position " + position + ": ")
        .hasMessageContaining(why);
  }

  @Test
  void anErrorInALongFilterShowsOnlyWhereItIs() {
    String crowded = "title pr and ".repeat(900) + "title xx 1";
    assertThatThrownBy(() -> ScimFilter.parse(crowded))
        .hasMessageContaining("position " + (crowded.length() - 4) + ": expected eq")
        .hasMessageEndingWith("title pr and title xx 1")
        .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(300));
    assertThatThrownBy(() -> ScimFilter.parse("title eq \"" + "x".repeat(100_000) + "\""))
        .isInstanceOfSatisfying(
            FilterSyntaxException.class, e -> assertThat(e.position()).isEqualTo(100_000))
        .hasMessageContaining("longer than 100000 characters");
  }

  @Test
  void aFilterTooDeepOrTooLongIsRefusedBeforeItExhaustsTheStack() {
    String deep = "(".repeat(100_000) + "a pr" + ")".repeat(100_000);
    String chain = "a pr" + " and a pr".repeat(100_000);
    assertThatThrownBy(() -> ScimFilter.parse(deep)).isInstanceOf(FilterSyntaxException.class);
    assertThatThrownBy(() -> ScimFilter.parse(chain)).isInstanceOf(FilterSyntaxException.class);
  }
}
