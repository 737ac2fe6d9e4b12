package dev.firebreak.web.api;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What the OpenAPI document says of the API as a whole.
@Configuration(proxyBeanMethods = false)
class ApiDescription {

  static {
    SpringDocUtils.getConfig()
        .replaceWithClass(JsonNode.class, Object.class)
        .replaceWithClass(ObjectNode.class, Object.class)
        .replaceWithClass(ArrayNode.class, Object.class);
  }

  @Bean
  OpenAPI firebreakApi() {
    return new OpenAPI()
        .info(
            new Info()
                .title("Firebreak")
                .version("1")
                .description(
                    "Who can reach what, which of it is dangerous or unused, and the smallest fix"
                        + " with its proof. Sign in with HTTP Basic, or with the session cookie of a"
                        + " browser; with the cookie, a write needs the header X-CSRF-TOKEN."
                        + " Errors are problem details (RFC 9457)."));
  }
}
