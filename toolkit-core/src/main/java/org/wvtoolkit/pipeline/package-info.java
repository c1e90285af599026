/**
 * Joins the stages: a text and options come in, embeddings go out. The only package that knows more than its neighbours.
 *
 * <p>Entry class: {@link org.wvtoolkit.pipeline.Training}. A method of training is one class and one line of {@link
 * org.wvtoolkit.pipeline.TrainingMethods}.
 */
@NullMarked
package org.wvtoolkit.pipeline;

import org.jspecify.annotations.NullMarked;
