package org.wvtoolkit.embedding;

import org.wvtoolkit.container.TensorFile;
import org.wvtoolkit.container.ValueFault;

/**
 * Owner of the memory of embeddings that were opened from a file.
 *
 * @param file closed with the embeddings
 * @param norms creates the exception for an invalid norm
 */
record FileOwner(TensorFile file, ValueFault norms) implements DenseEmbeddings.Owner {
    @Override
    public void free() {
        file.close();
    }
}
