/**
 * Prediction: CBOW and its negative-sampling embedding layer (Mikolov et al. 2013), trained by stochastic gradient descent.
 *
 * <p>Comes in: an {@link org.wvtoolkit.corpus.EncodedCorpus} and {@link org.wvtoolkit.word2vec.Word2VecOptions}. Goes out: two
 * matrices, the word vectors and the context vectors. Entry class: {@link org.wvtoolkit.word2vec.Word2VecTrainer}; the
 * training step itself is {@link org.wvtoolkit.word2vec.CbowStep}.
 */
@NullMarked
package org.wvtoolkit.word2vec;

import org.jspecify.annotations.NullMarked;
