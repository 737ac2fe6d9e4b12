@NullMarked
package dev.firebreak.web;

import org.jspecify.annotations.NullMarked;
