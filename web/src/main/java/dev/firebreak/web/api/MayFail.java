package dev.firebreak.web.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The statuses with which an operation may fail, besides those of every operation: 401 and 429,
/// and 403 where it writes.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface MayFail {
  int[] value();
}
