/// The composition root of Firebreak: configuration and command line (`config`, `cli`), the web
/// server around them (`server`), background work (`work`), screens (`page`, `view`), the REST API
/// (`api`), sign-in (`security`) and exports (`export`). The only module that knows Spring.
@NullMarked
package dev.firebreak.web;

import org.jspecify.annotations.NullMarked;
