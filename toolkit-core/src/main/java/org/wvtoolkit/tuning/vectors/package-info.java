/**
 * Tuning targets and cost functions for word vectors: training with the options of a trial, scored by
 * validation loss or benchmarks.
 *
 * <p>Input: an encoded corpus and options. Output: costs, for {@link org.wvtoolkit.tuning.TuningObjective}. Entry
 * class: {@link org.wvtoolkit.tuning.vectors.VectorTuningTarget}.
 *
 * <p>Not part of the public API.
 */
@NullMarked
package org.wvtoolkit.tuning.vectors;

import org.jspecify.annotations.NullMarked;
