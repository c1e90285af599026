/**
 * Approximate nearest-neighbour search in a graph, with a few thousand cosines instead of one for
 * each word.
 *
 * <p>Entry class: {@link org.wvtoolkit.index.HnswIndex}, which builds a graph over
 * {@link org.wvtoolkit.embedding.Embeddings}, saves it next to the model and opens it again.
 * Output: a {@link org.wvtoolkit.query.Shortlist}, whose words
 * {@link org.wvtoolkit.query.Neighbours} scores exactly. The graph is the same for any number of
 * threads.
 */
@NullMarked
package org.wvtoolkit.index;

import org.jspecify.annotations.NullMarked;
