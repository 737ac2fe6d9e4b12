package dev.firebreak.web.api;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import jakarta.servlet.ServletContext;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What the OpenAPI document says of the API as a whole.
@Configuration(proxyBeanMethods = false)
public class ApiDescription {

  /// Where the document is.
  public static final String ADDRESS = "/api/v1/openapi.json";

  static {
    SpringDocUtils.getConfig()
        .replaceWithClass(JsonNode.class, Object.class)
        .replaceWithClass(ObjectNode.class, Object.class)
        .replaceWithClass(ArrayNode.class, Object.class);
  }

  @Bean
  OpenAPI firebreakApi(ServletContext servlet) {
    return new OpenAPI()
        .info(
            new Info()
                .title("Firebreak")
                .version("1")
                .description(
                    "Who can reach what, which of it is dangerous or unused, and the smallest fix"
                        + " with its proof. Send a key as Authorization: Bearer, or sign in with HTTP"
                        + " Basic or the session cookie of a browser; with the cookie, a write needs the header X-CSRF-TOKEN."
                        + " Errors are problem details (RFC 9457); a field that is not known in a"
                        + " request is an error. Answers have an ETag, and writes to what two may"
                        + " change at once heed If-Match."))
        .tags(Tags.all())
        .components(
            new Components()
                .addSchemas(Failing.PROBLEM, problem())
                .addSecuritySchemes(
                    "basic",
                    new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("basic")
                        .description("The name and the password of a local user."))
                .addSecuritySchemes(
                    "key",
                    new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .description("A key that somebody made for a program."))
                .addSecuritySchemes(
                    "session",
                    new SecurityScheme()
                        .type(SecurityScheme.Type.APIKEY)
                        .in(SecurityScheme.In.COOKIE)
                        .name(servlet.getSessionCookieConfig().getName())
                        .description("The session of a browser in which somebody is signed in.")))
        .addSecurityItem(new SecurityRequirement().addList("key"))
        .addSecurityItem(new SecurityRequirement().addList("basic"))
        .addSecurityItem(new SecurityRequirement().addList("session"));
  }

  private static Schema<?> problem() {
    return new ObjectSchema()
        .description("What is wrong (RFC 9457).")
        .addProperty("type", new StringSchema().description("Always about:blank."))
        .addProperty("title", new StringSchema().description("The kind of failure, in words."))
        .addProperty("status", new IntegerSchema().description("The status of the answer."))
        .addProperty("detail", new StringSchema().description("One sentence for a person."))
        .addProperty("instance", new StringSchema().description("The path that was asked for."))
        .addProperty(
            "problems",
            new ArraySchema()
                .items(
                    new ObjectSchema()
                        .addProperty(
                            "at",
                            new StringSchema().description("Where, as a JSON pointer (RFC 6901)."))
                        .addProperty(
                            "problem", new StringSchema().description("What, and what to do.")))
                .description("Everything that is wrong with a what-if; absent elsewhere."))
        .addProperty(
            "reason",
            new StringSchema()
                .description("Why remediation refused, in one word; absent elsewhere."));
  }
}
