package dev.firebreak.demo.house.planted.web;

import dev.firebreak.demo.house.planted.embedded.Server;

/// A module that imports against the arrows.
record WebKnowsEmbedded(Server stray) {}
