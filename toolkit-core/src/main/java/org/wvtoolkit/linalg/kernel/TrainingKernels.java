package org.wvtoolkit.linalg.kernel;

/**
 * The kernels of a word2vec training step. Immutable and thread-safe.
 *
 * @param rows kernels for rows and small matrix products
 * @param windows kernels for context windows
 */
public record TrainingKernels(EmbeddingKernels rows, WindowKernels windows) {
    /**
     * Returns the fastest kernels that this Java virtual machine can run.
     *
     * @return vectorized kernels if the module {@code jdk.incubator.vector} is present, otherwise scalar ones
     */
    public static TrainingKernels fastest() {
        return new TrainingKernels(EmbeddingKernels.fastest(), WindowKernels.fastest());
    }
}
