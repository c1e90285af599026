package org.wvtoolkit.query.relation;

import org.wvtoolkit.query.Neighbour;

/**
 * A neighbour with its lexical relation to the query.
 *
 * @param neighbour the neighbour
 * @param relation its relation to the query
 */
public record RelatedNeighbour(Neighbour neighbour, Relation relation) {}
