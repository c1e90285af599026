/**
 * Approximate search: the neighbours of a vector by way of a graph, a few thousand cosines instead of one a word.
 *
 * <p>Entry class: {@link org.wvtoolkit.index.HnswIndex}, which builds a graph over {@link org.wvtoolkit.embedding.Embeddings}, saves it
 * beside the model and opens it again. Goes out: a {@link org.wvtoolkit.query.Shortlist}, whose words {@link
 * org.wvtoolkit.query.Neighbours} scores exactly. The graph's algorithms are Lucene's; the vectors stay where they are, mapped in the
 * model, so that nothing is copied and any dimension will do.
 */
@NullMarked
package org.wvtoolkit.index;

import org.jspecify.annotations.NullMarked;
