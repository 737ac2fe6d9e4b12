/// The house itself, checked: [dev.firebreak.demo.house.HouseRulesTest] holds the arrows between
/// the modules and the habits of the code, [dev.firebreak.demo.house.QueryFilesTest] every file
/// below `cypher/`. They stand here because this module sees all others. Each checker is shown red
/// on the faults planted in `dev.firebreak.demo.house.planted`.
@NullMarked
package dev.firebreak.demo.house;

import org.jspecify.annotations.NullMarked;
