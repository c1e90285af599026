package org.wvtoolkit.query.relation;

import org.wvtoolkit.query.Neighbour;

/**
 * A neighbour with its lexical relation to the question.
 *
 * @param neighbour the neighbour
 * @param relation what it is to the question
 */
public record RelatedNeighbour(Neighbour neighbour, Relation relation) {}
