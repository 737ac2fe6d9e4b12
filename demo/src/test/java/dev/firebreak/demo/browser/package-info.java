/// The product as people meet it: a served Larkspur, the web server and a real Chromium.
///
/// [Stage] is all of it, opened once for all tests; [Tab] is one page that fails its test for
/// whatever goes wrong in it; [Looks] judges what a page looks like in both sizes and themes;
/// [Place] lists the pages. The classes run in the order of their annotations, because the last of
/// them change the organisation.
@NullMarked
package dev.firebreak.demo.browser;

import org.jspecify.annotations.NullMarked;
