package dev.firebreak.demo.house.planted.analytics.noise;

import javax.xml.parsers.DocumentBuilderFactory;

/// Parses XML.
record ReadsXml(DocumentBuilderFactory factory) {}
