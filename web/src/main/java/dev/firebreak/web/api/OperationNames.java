package dev.firebreak.web.api;

import io.swagger.v3.oas.models.Operation;
import java.util.Locale;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;

/// What operations are called in the OpenAPI document: after the controller and its method, so that
/// a new operation gives no other one another name.
@Component
final class OperationNames implements OperationCustomizer {

  @Override
  public Operation customize(Operation operation, HandlerMethod handler) {
    String controller = handler.getBeanType().getSimpleName().replaceFirst("Api$", "");
    String method = handler.getMethod().getName();
    return operation.operationId(
        controller.substring(0, 1).toLowerCase(Locale.ROOT)
            + controller.substring(1)
            + method.substring(0, 1).toUpperCase(Locale.ROOT)
            + method.substring(1));
  }
}
