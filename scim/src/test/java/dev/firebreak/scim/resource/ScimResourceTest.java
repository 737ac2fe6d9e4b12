package dev.firebreak.scim.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ScimResourceTest {
  private static final String MANAGER = Schemas.ENTERPRISE_USER + ":manager.value";

  private final ScimResource ana =
      ScimResource.parse(
          """
          {"schemas": ["urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
                       "urn:ietf:params:scim:schemas:core:2.0:User"],
           "id": "2819", "externalId": " ", "userName": "ana", "active": "True", "title": null,
           "Name": {"familyName": "Łódź", "honorificPrefix": ""},
           "emails": [{"value": "home@example.org"}, null, {"value": "work@example.org", "primary": true}, {"type": "x"}],
           "roles": [], "ims": [null, {"value": "@ana"}], "x509Certificates": [{"value": ""}], "logins": 7, "quota": 1.10,
           "entitlements": {"value": "sap.pay"}, "rights": ["use", "list"],
           "urn:ietf:params:scim:schemas:extension:ENTERPRISE:2.0:User": {"manager": {"Value": "26"}},
           "urn:example:own:1.0:Thing": {"deep": {"kept": [1, {"as": "is"}]}},
           "meta": {"resourceType": "User", "version": "W/\\"a1\\""}}
          """);

  @Test
  void attributesAreFoundWhateverTheirCase() {
    assertThat(ana.id()).isEqualTo("2819");
    assertThat(ana.text("USERNAME")).contains("ana");
    assertThat(ana.text("name.FamilyName")).contains("Łódź");
    assertThat(ana.text(MANAGER)).contains("26");
    assertThat(ana.version()).contains("W/\"a1\"");
  }

  @Test
  void theResourcesOwnSchemaMayQualifyAPath() {
    assertThat(ana.text(Schemas.USER + ":userName")).contains("ana");
    assertThat(ana.text(Schemas.USER + ":name.familyName")).contains("Łódź");
    assertThat(ana.text(Schemas.GROUP + ":userName")).isEmpty();
    assertThat(ana.text(Schemas.ENTERPRISE_USER + ":userName")).isEmpty();
  }

  @Test
  void aTypeOutsideTheCoreSchemasHasAnOwnSchemaToo() {
    var safe =
        ScimResource.parse(
            """
            {"schemas": ["%s"], "name": "Payments", "parent": {"value": "12"}}
            """
                .formatted(Schemas.PAM_CONTAINER));
    assertThat(safe.text(Schemas.PAM_CONTAINER + ":name")).contains("Payments");
    assertThat(safe.text(Schemas.PAM_LINKED_OBJECT + ":name")).isEmpty();
    assertThat(safe.text("parent.value")).contains("12");
  }

  @Test
  void aWholeExtensionIsAnAttribute() {
    assertThat(ana.attribute(Schemas.ENTERPRISE_USER)).map(JsonNode::isObject).contains(true);
    assertThat(ana.attribute("urn:example:own:1.0:Thing.deep")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"title", "roles", "nothing", "name.nothing", "title.value", "nickName"})
  void nullAndEmptyAndAbsentAreOneState(String path) {
    assertThat(ana.attribute(path)).isEmpty();
    assertThat(ana.values(path)).isEmpty();
    assertThat(ana.text(path)).isEmpty();
    assertThat(ana.flag(path)).isEmpty();
  }

  @Test
  void blankTextIsNone() {
    assertThat(ana.externalId()).isEmpty();
    assertThat(ana.text("name.honorificPrefix")).isEmpty();
    assertThat(ana.texts("x509Certificates.value")).isEmpty();
  }

  @Test
  void ofSeveralValuesTextTakesThePrimaryAndTextsTakesAll() {
    assertThat(ana.text("emails.value")).contains("work@example.org");
    assertThat(ana.text("emails")).contains("work@example.org");
    assertThat(ana.text("ims")).contains("@ana");
    assertThat(ana.texts("emails.value")).containsExactly("home@example.org", "work@example.org");
    assertThat(ana.texts("rights")).containsExactly("use", "list");
    assertThat(ana.text("rights.value")).contains("use");
  }

  @Test
  void aSingleObjectCountsAsOneValue() {
    assertThat(ana.values("entitlements")).hasSize(1);
    assertThat(ana.texts("entitlements.value")).containsExactly("sap.pay");
    assertThat(ana.values("emails")).hasSize(3);
  }

  @Test
  void numbersAndFlagsReadAsText() {
    assertThat(ana.text("logins")).contains("7");
    assertThat(ana.text("quota")).contains("1.10");
    assertThat(ana.text("emails.primary")).contains("true");
  }

  @ParameterizedTest
  @CsvSource({
    "true,true",
    "false,false",
    "'\"True\"',true",
    "'\"FALSE\"',false",
    "'\"yes\"',",
    "1,",
    "null,",
    "'{}',"
  })
  void anUnreadableFlagIsUnknownAndNotFalse(String json, Boolean expected) {
    var resource = ScimResource.parse("{\"active\": " + json + "}");
    assertThat(resource.flag("active").orElse(null)).isEqualTo(expected);
  }

  @Test
  void unknownExtensionsSurviveUntouched() {
    assertThat(ScimJson.MAPPER.readTree(ana.body().toString())).isEqualTo(ana.body());
    assertThat(ana.body().toString())
        .contains("{\"deep\":{\"kept\":[1,{\"as\":\"is\"}]}}")
        .contains("\"quota\":1.10");
  }

  @Test
  void aResourceWithoutIdIsNamedInTheComplaint() {
    var nameless =
        ScimResource.parse(
            "{\"id\": \" \", \"userName\": \"ana\", \"meta\": {\"resourceType\": \"User\"}}");
    assertThatThrownBy(nameless::id)
        .isInstanceOfSatisfying(
            ScimFailure.class, e -> assertThat(e.kind()).isEqualTo(ScimFailure.Kind.MALFORMED))
        .hasMessageContaining("User \"ana\" has no \"id\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{} {}", "\"text\"", "{\"id\": 1,}", "<html>"})
  void anythingButOneJsonObjectIsNoResource(String text) {
    assertThatThrownBy(() -> ScimResource.parse(text))
        .isInstanceOfSatisfying(
            ScimFailure.class, e -> assertThat(e.kind()).isEqualTo(ScimFailure.Kind.MALFORMED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1e10001", "-1.5e+99999999999999999999", "1e-2147483648", "100e2147483647"})
  void aNumberThatIsLongerThanItsTextIsRefused(String number) {
    assertThatThrownBy(() -> ScimResource.parse("{\"logins\": [" + number + "]}"))
        .isInstanceOfSatisfying(
            ScimFailure.class, e -> assertThat(e.kind()).isEqualTo(ScimFailure.Kind.MALFORMED))
        .hasMessageContaining("1e10000 a number");
    assertThat(ScimResource.parse("{\"logins\": 1.50e9999}").text("logins")).contains("1.50E+9999");
  }

  @Test
  void nestingWithoutEndIsRefused() {
    String deep = "{\"a\":" + "[".repeat(100) + "]".repeat(100) + "}";
    assertThatThrownBy(() -> ScimResource.parse(deep)).isInstanceOf(ScimFailure.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "user name", "a.b.c", "urn:x:", "members[value eq \"1\"]", "1a", ":a"})
  void aPathThatIsNoneIsTheCallersFault(String path) {
    assertThatThrownBy(() -> ana.text(path)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void printedItShowsNoPersonalData() {
    assertThat(ana).hasToString("ScimResource[User 2819]");
  }
}
