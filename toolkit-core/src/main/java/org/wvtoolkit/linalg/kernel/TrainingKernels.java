package org.wvtoolkit.linalg.kernel;

/**
 * The kernels that a step of word2vec training runs on. Immutable and safe for concurrent use.
 *
 * @param rows loops over rows and small matrix products
 * @param windows loops over context windows
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
