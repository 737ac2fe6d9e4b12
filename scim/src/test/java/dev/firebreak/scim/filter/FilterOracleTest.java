package dev.firebreak.scim.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.scim2.common.exceptions.ScimException;
import com.unboundid.scim2.common.filters.Filter;
import com.unboundid.scim2.common.utils.FilterEvaluator;
import com.unboundid.scim2.common.utils.JsonUtils;
import dev.firebreak.scim.resource.AttributePath;
import dev.firebreak.scim.resource.ScimJson;
import java.io.IOException;
import java.util.SplittableRandom;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The evaluator against two others: one of our own that shares no code with it, and UnboundID's
/// SCIM 2 SDK. `-Dprop.seed=N` replays a failure, whose message names the seed.
class FilterOracleTest {
  private static final int CASES = Integer.getInteger("prop.cases", 20_000);

  @Test
  void aNaiveEvaluatorComesToTheSameVerdict() {
    assertThat(verdicts(NaiveEvaluator::holds, (_, _) -> true)).isBetween(0.2, 0.8);
  }

  @Test
  void theComparisonCatchesAnEvaluatorThatTakesNeForNotEq() {
    assertThatThrownBy(() ->
            verdicts(
                (filter, resource) ->
                    filter instanceof ScimFilter.Compare(var attribute, var op, var value)
                            && op == Op.NE
                        ? !new ScimFilter.Compare(attribute, Op.EQ, value).matches(resource)
                        : filter.matches(resource),
                (_, _) -> true))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void unboundIdComesToTheSameVerdictWhereItHasNoKnownDefect() {
    assertThat(verdicts(FilterOracleTest::unboundId, FilterOracleTest::isUndisputed))
        .isBetween(0.2, 0.8);
  }

  @Test
  void unboundIdReadsWhatIsPrintedAndIsReadInTurn() throws ScimException {
    for (int i = 0; i < 2000; i++) {
      long seed = 20261122L + i;
      ScimFilter filter =
          new RandomFilters(new SplittableRandom(seed), RandomFilters.PLAIN).filter(4, true);
      String theirs = Filter.fromString(filter.print()).toString();
      assertThat(ScimFilter.parse(theirs).print()).as("prop.seed=" + seed).isNotEmpty();
    }
  }

  /// What UnboundID 5.0.0 says otherwise, and the sentence of the RFC that decides it.
  @ParameterizedTest(name = "{0} is {1} by RFC {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "id eq \"ab\" | false | 7643 §3.1: id is case-exact",
        "meta.version eq \"V1\" | false | 7643 §3.1: version is case-exact",
        "emails eq \"b@example.com\" | true | 7643 §2.4: value is what a complex value stands for",
        "emails co \"example\" | true | 7644 §3.4.2.2: its own example filters emails by co",
        "emails.type ne \"work\" | true | 7644 §3.4.2.2: any value of a multi-valued attribute",
        "nick pr | false | 7644 §3.4.2.2: pr asks for a non-empty value",
        "dept pr | false | 7643 §2.5: null is unassigned",
        "quota ge 2.5 | false | 7643 §2.5: null is unassigned, and so neither more nor less",
        "urn:ietf:params:scim:schemas:core:2.0:User:userName sw \"b\" | true | 7644 §3.10: own schema",
        "active eq \"true\" | false | 7644 §3.4.2.2: a string is no boolean",
        "logins eq \"10\" | false | 7644 §3.4.2.2: a string is no number",
        "title gt 5 | false | 7644 §3.4.2.2: order depends on the attribute's type"
      })
  void unboundIdDiffers(String filter, boolean byTheRfc, String section) {
    ObjectNode resource =
        (ObjectNode)
            ScimJson.MAPPER.readTree(
                """
                {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
                 "id": "aB", "userName": "bjensen", "title": "Boss", "active": true, "logins": 10,
                 "nick": "", "quota": null, "dept": {"a": null}, "meta": {"version": "v1"},
                 "emails": [{"type": "work", "value": "b@example.com"}, {"type": "home", "value": "b@x"}]}
                """);
    assertThat(ScimFilter.parse(filter).matches(resource)).as(section).isEqualTo(byTheRfc);
    assertThat(unboundId(ScimFilter.parse(filter), resource)).isEqualTo(!byTheRfc);
  }

  @Test
  void unboundIdFallsOverAValueThatIsAnObject() {
    assertThatThrownBy(() -> Filter.fromString("title eq {}"))
        .isInstanceOf(ClassCastException.class);
    assertThatThrownBy(() -> ScimFilter.parse("title eq {}"))
        .isInstanceOf(FilterSyntaxException.class);
  }

  /// A filter that is grouped by precedence is read in time that doubles with each term.
  @Test
  void unboundIdRepeatsTheTermsOfAConjunctionBetweenTwoAlternatives() throws ScimException {
    String filter = "a pr or b pr" + " and c pr".repeat(9) + " or d pr";
    assertThat(Filter.fromString(filter).toString().length()).isGreaterThan(20 * filter.length());
    assertThat(ScimFilter.parse(filter).print()).isEqualTo(filter);
  }

  /// The share of filters that matched.
  private static double verdicts(
      BiPredicate<ScimFilter, JsonNode> oracle, BiPredicate<ScimFilter, JsonNode> isCompared) {
    Long replay = Long.getLong("prop.seed");
    int compared = 0;
    int matched = 0;
    for (int i = 0; i < CASES; i++) {
      long seed = replay != null ? replay : 20261122L + i;
      var random = new RandomComparisons(new SplittableRandom(seed));
      JsonNode resource = random.resource();
      ScimFilter filter = random.filter(3, false);
      if (isCompared.test(filter, resource)) {
        boolean verdict = filter.matches(resource);
        assertThat(verdict)
            .as("prop.seed=%s: %s over %s", seed, filter.print(), resource)
            .isEqualTo(oracle.test(filter, resource));
        compared++;
        matched += verdict ? 1 : 0;
      }
    }
    assertThat(compared).isGreaterThan(CASES / 100);
    return (double) matched / compared;
  }

  private static boolean unboundId(ScimFilter filter, JsonNode resource) {
    try {
      return FilterEvaluator.evaluate(
          Filter.fromString(filter.print()),
          JsonUtils.createObjectMapper().readTree(resource.toString()));
    } catch (ScimException | IOException e) {
      throw new AssertionError(filter.print(), e);
    }
  }

  /// Whether each comparison in a filter is one on which the two agree to be right.
  private static boolean isUndisputed(ScimFilter filter, JsonNode at) {
    return switch (filter) {
      case ScimFilter.And(var left, var right) -> isUndisputed(left, at) && isUndisputed(right, at);
      case ScimFilter.Or(var left, var right) -> isUndisputed(left, at) && isUndisputed(right, at);
      case ScimFilter.Not(var inner) -> isUndisputed(inner, at);
      case ScimFilter.ValuePath(var attribute, var inner) ->
          !attribute.name().equals("tags")
              && !isUnassignedInWords(attribute, at)
              && attribute.valuesIn(at).stream()
                  .allMatch(value -> value.isObject() && isUndisputed(inner, value));
      case ScimFilter.Present(var attribute) ->
          !isUnassignedInWords(attribute, at)
              && attribute.valuesIn(at).stream()
                  .allMatch(value ->
                      value.isNumber() || (value.isString() && !value.asString().isEmpty()));
      case ScimFilter.Compare(var attribute, var op, var wanted) ->
          op != Op.NE
              && !wanted.isNull()
              && !isCaseExact(attribute)
              && !isUnassignedInWords(attribute, at)
              && attribute.valuesIn(at).stream()
                  .allMatch(
                      value -> !value.isContainer() && value.getNodeType() == wanted.getNodeType());
    };
  }

  /// Null or an empty object stands where the attribute, or what it is in, could be.
  private static boolean isUnassignedInWords(AttributePath attribute, JsonNode at) {
    String text = at.path(attribute.name()).toString();
    return text.contains("null") || text.contains("{}");
  }

  private static boolean isCaseExact(AttributePath attribute) {
    return attribute.name().equals("id")
        || attribute.name().equals("externalId")
        || attribute.name().equals("$ref")
        || "$ref".equals(attribute.sub())
        || attribute.name().equals("meta");
  }
}
