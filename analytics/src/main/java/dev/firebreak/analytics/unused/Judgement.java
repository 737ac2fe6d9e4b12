package dev.firebreak.analytics.unused;

/// A verdict and what it rests on.
public record Judgement(UseVerdict verdict, UseFacts facts) {}
