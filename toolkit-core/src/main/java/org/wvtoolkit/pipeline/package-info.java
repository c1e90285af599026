/**
 * Pipeline of all stages from text to embeddings.
 *
 * <p>Entry class: {@link org.wvtoolkit.pipeline.Training}. Input: a text and options. Output:
 * embeddings. A training method is one class and one line of
 * {@link org.wvtoolkit.pipeline.TrainingMethods}.
 */
@NullMarked
package org.wvtoolkit.pipeline;

import org.jspecify.annotations.NullMarked;
