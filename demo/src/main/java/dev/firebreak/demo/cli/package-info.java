/// The commands `demo` and `role-mining`.
@NullMarked
package dev.firebreak.demo.cli;

import org.jspecify.annotations.NullMarked;
