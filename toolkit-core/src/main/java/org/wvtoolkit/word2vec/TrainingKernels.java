package org.wvtoolkit.word2vec;

import org.wvtoolkit.linalg.kernel.EmbeddingKernels;
import org.wvtoolkit.linalg.kernel.WindowKernels;

/**
 * The kernels that a training step runs on. Immutable and safe for concurrent use.
 *
 * @param rows loops over rows and small matrix products
 * @param windows loops over context windows
 */
record TrainingKernels(EmbeddingKernels rows, WindowKernels windows) {
    /** Returns the fastest kernels that this Java virtual machine can run. */
    static TrainingKernels fastest() {
        return new TrainingKernels(EmbeddingKernels.fastest(), WindowKernels.fastest());
    }
}
