package dev.firebreak.demo.house.planted.providers;

import dev.firebreak.demo.house.planted.scim.client.Secret;

/// A module that imports against the arrows.
record ProvidersKnowScim(Secret stray) {}
