package dev.firebreak.graph.query;

/// A record that goes over the wire as the list of its components, in their order, where others go
/// as maps: of the rows that a harvest writes by the million, the names of the components would be
/// a third of what is sent, read and thrown away. A component that is itself such a row puts its
/// own components in its place. The query gives the places their names again, the same ones:
///
/// ```
/// UNWIND $rows AS row
/// WITH row[0] AS from, row[1] AS to
/// ```
public interface Row {}
